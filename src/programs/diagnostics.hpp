// SPDX-License-Identifier: MIT
#pragma once

#include "error_output.hpp"
#include "screen.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/verdict/family_note.hpp>
#include <tmss10/core/verdict/service_note.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

/// What people read on standard error: why a connection could not be made, that it had to
/// be made over the other IP version, which service speaks on a bare connection, and what
/// ended the run. A monitoring plugin has nothing there but a snapshot.
class diagnostics final : public report {
 public:
  /// `shown`: what may have its status line on the same terminal. None if standard output
  /// is not for people. `warn` is called for what a plugin has to say on its own lines.
  diagnostics(const ping_options& options, screen* shown, file_warning warn);

  bool on(const occurrence& happened, const statistics& totals) override;
  bool snapshot(const run_outcome& so_far,
                std::chrono::system_clock::time_point /*now*/) override {
    show_snapshot(so_far.figures, std::nullopt);
    return true;
  }
  /// Nothing: it is explained last, when all reports are written.
  void end(const run_outcome& /*outcome*/,
           std::chrono::system_clock::time_point /*now*/) override {}

  /// The totals so far or, while the way is looked at, how far that is: `look`, if there
  /// is something that its events have not told.
  void show_snapshot(const run_figures& figures, const std::optional<ping_event>& look);
  /// Why the run failed, unless that was the last thing said.
  /// `advice`: how its hint ends; none: it has no hint.
  void explain(const run_outcome& outcome, const std::optional<std::string>& advice);

 private:
  void show_attempt(diagnosis told, bool has_line);
  void remark_on(const event::resolved& at);
  void note(const std::string& text);
  void tell(const diagnosis& told);

  bool goes_on_trying_;
  bool quiet_;
  bool is_plugin_;
  bool has_pings_;
  error_output err_;
  screen* screen_;
  file_warning warn_;
  std::string last_sentence_;  // of the attempts of a run without an end
  std::string last_hint_;
  std::shared_ptr<const idle_progress> idle_;  // if an idle limit is looked for
  bool has_remarked_ = false;                  // on addresses that mean this machine
  family_note family_note_;
  service_note service_note_;
};

}  // namespace tmss10
