// SPDX-License-Identifier: MIT
#pragma once

#include "diagnostics.hpp"
#include "end_reports.hpp"
#include "screen.hpp"
#include "system/text_stream.hpp"
#include "trace_file.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report.hpp>
#include <tmss10/core/run/ping_event.hpp>

#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// Where the events of a run go: the reports that the command line asks for.
class ping_output {
 public:
  /// Opens what will be written to, and changes no file that is there; a FIFO may have no
  /// reader for a while. Throws std::system_error naming a file that can't be written.
  /// `warn` is called for what goes on all the same, also later. Once `is_over` says that
  /// the run is to end, a FIFO without a reader is left out.
  ping_output(const ping_options& options, const file_warning& warn,
              const std::function<bool()>& is_over);

  /// Empties the files of earlier runs, and tells of this one.
  void begin(const run_description& run);

  /// What only -v shows of how the run was set up; nothing when it is empty.
  void show_detail(const std::string& text);

  /// `totals`: with what has happened. False: something can't be written any more, and
  /// the run is of no more use.
  [[nodiscard]] bool show(const ping_event& happened, const statistics& totals);
  /// A look at the run while it goes on, from time to time: the totals to standard error,
  /// and what is written whole. False as for show().
  [[nodiscard]] bool snapshot(const run_outcome& so_far);
  /// The totals so far, to standard error.
  void show_snapshot(const run_figures& figures, const std::optional<ping_event>& look) {
    diagnostics_->show_snapshot(figures, look);
  }

  /// The end of the trace log.
  void end_trace() { trace_->end_log(); }
  /// The end of what people read on standard output.
  void show_summary(const run_outcome& outcome);
  /// Of a run without pings: what is different from an earlier one.
  void show_comparison(const run_outcome& outcome);
  /// Whether nobody reads standard output any more.
  [[nodiscard]] bool reader_is_gone() const { return out_.reader_is_gone(); }
  /// Ends all reports. Throws std::system_error naming what could not be written, except
  /// for a reader of standard output that went away: then `judge` is asked again.
  void conclude(run_outcome outcome, const verdict_now& judge);
  /// Ends them when the run can't go on, as far as they can be written.
  void break_off(const run_outcome& outcome);
  /// Why the run failed, to standard error. `advice`: how its hint ends; none: it has no
  /// hint.
  void explain(const run_outcome& outcome, const std::optional<std::string>& advice) {
    diagnostics_->explain(outcome, advice);
  }

 private:
  /// Takes ownership of a report; it is told of events after those before it, and ended
  /// before those of its turn.
  template <typename Report>
  Report* add(std::unique_ptr<Report> one);

  bool tell(const ping_event& happened, const statistics& totals);

  bool names_interfaces_;  // whether anybody is told of them
  text_stream out_{stdout, "standard output"};
  std::vector<std::unique_ptr<report>> reports_;
  trace_file* trace_ = nullptr;  // of reports_, as are the next two
  screen* screen_ = nullptr;
  diagnostics* diagnostics_ = nullptr;
};

}  // namespace tmss10
