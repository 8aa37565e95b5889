// SPDX-License-Identifier: MIT
#pragma once

#include "error_output.hpp"
#include "line_file.hpp"
#include "live_status.hpp"
#include "text_stream.hpp"
#include "trace_file.hpp"
#include "whole_file.hpp"
#include <tmss10/core/file_warning.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/core/report_text.hpp>
#include <tmss10/core/run_outcome.hpp>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// Where the events of a run go: the screen, the trace log, and the files that other
/// programs read.
class ping_output {
 public:
  /// Opens what will be written to, and changes no file that is there; a FIFO may have no
  /// reader for a while. Throws std::system_error naming a file that can't be written.
  /// `warn` is called for what goes on all the same, also later.
  ping_output(const ping_options& options, file_warning warn);

  /// Empties the files of earlier runs.
  void begin();

  /// What only -v shows of how the run was set up; nothing when it is empty.
  void show_detail(const std::string& text);

  /// `totals`: with what has happened. False: something can't be written any more, and
  /// the run has no use.
  [[nodiscard]] bool show(const ping_event& happened, const statistics& totals);
  /// The totals so far, to standard error.
  void show_snapshot(const statistics& totals);

  /// The end of the trace log.
  void end_trace() { trace_.end(); }
  /// The end of what people read on standard output.
  void show_summary(const run_figures& figures);
  /// Whether nobody reads standard output any more.
  [[nodiscard]] bool reader_is_gone() const { return out_.reader_is_gone(); }
  /// Ends all reports. Throws std::system_error naming what could not be written, except
  /// for a reader of standard output that went away.
  void conclude(const run_outcome& outcome);
  /// Ends the reports for programs when the run can't go on, as far as they can be
  /// written.
  void break_off(const run_outcome& outcome);
  /// Why the run failed, to standard error.
  void explain(const run_outcome& outcome);

 private:
  void open_reports(std::chrono::nanoseconds patience);
  void show_attempt(diagnosis told);
  void remark_on(const event::resolved& at);
  void end_reports(run_outcome outcome);
  /// The whole file, if there is one. Returns why it can't be written.
  std::optional<std::system_error> write_figures(
      const run_outcome& outcome, std::chrono::system_clock::time_point now);
  /// What could not be written so far, but for a reader that went away.
  [[nodiscard]] std::optional<std::system_error> failed_file() const;

  bool goes_on_trying_;
  bool quiet_;
  bool has_text_;
  report_options reports_;
  text_report text_;
  text_stream out_{stdout, "standard output"};
  error_output err_;
  std::optional<live_status> status_;
  file_warning warn_;
  trace_file trace_;
  std::optional<line_file> json_;
  std::optional<line_file> csv_;
  std::optional<whole_file> prometheus_;  // none for standard output
  std::string last_sentence_;             // of the attempts of a run without an end
  std::string last_hint_;
  bool has_remarked_ = false;  // on addresses that mean this machine
};

}  // namespace tmss10
