// SPDX-License-Identifier: MIT
#pragma once

#include "live_status.hpp"
#include "system/text_stream.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <optional>
#include <string>

namespace tmss10 {

/// What people read on standard output: a line for each ping, or a status line that is
/// updated, and a summary.
class screen final : public report {
 public:
  /// `standard_output` must outlive it.
  screen(const ping_options& options, text_stream& standard_output);

  void begin(const run_description& run,
             std::chrono::system_clock::time_point now) override;
  bool on(const occurrence& happened, const statistics& totals) override;
  /// Only takes the status line away, if no summary did: that comes first, since it shows
  /// whether anybody reads it.
  void end(const run_outcome& /*outcome*/,
           std::chrono::system_clock::time_point /*now*/) override {
    hide_status();
  }

  /// What only -v shows of how the run was set up; nothing when it is empty.
  void show_detail(const std::string& text);
  /// What is different from an earlier run, if it is compared with one.
  void show_comparison(const run_outcome& outcome);
  /// With what an examination means, and the comparison, before it.
  void show_summary(const run_outcome& outcome);

  /// Takes the status line away: before anything else is written to the terminal.
  void hide_status();
  void draw_status(const statistics& totals);

 private:
  text_stream& out_;
  text_report text_;
  std::optional<live_status> status_;
};

}  // namespace tmss10
