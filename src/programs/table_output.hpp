// SPDX-License-Identifier: MIT
#pragma once

#include "end_reports.hpp"
#include "live_view.hpp"
#include "system/text_stream.hpp"
#include "table_screen.hpp"
#include "trace_file.hpp"
#include <tmss10/core/base/file_warning.hpp>
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/report/report.hpp>

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// Where the events of a run with several targets go.
class table_output {
 public:
  /// As for ping_output. `names`: what the targets are called.
  table_output(const ping_options& options, std::vector<std::string> names,
               const file_warning& warn, const std::function<bool()>& is_over);

  void begin(const run_description& run);
  /// `totals`: of its target, with what has happened. False: something can't be written
  /// any more, and the run is of no more use.
  [[nodiscard]] bool show(const ping_event& happened, const statistics& totals);
  /// A target has ended, or gets no turn any more. False as for show().
  [[nodiscard]] bool end_target(std::size_t target, const run_outcome& outcome);

  /// A target while it runs, and then all of them, for who looks at a run from time to
  /// time. False as for show().
  [[nodiscard]] bool snapshot_target(std::size_t target, const run_outcome& so_far);
  [[nodiscard]] bool snapshot(const run_outcome& so_far);

  /// Whether the table is drawn over itself.
  [[nodiscard]] bool is_live() const { return live_.has_value(); }
  [[nodiscard]] bool draw(const live_view::find_pings& find) { return live_->draw(find); }
  /// The end of that: the terminal is as it was before.
  void end_live();

  void end_trace() { trace_->end_log(); }
  /// The end of what people read on standard output.
  void show_summary();
  [[nodiscard]] bool reader_is_gone() const { return out_.reader_is_gone(); }
  /// As of ping_output. `outcome`: of all targets.
  void conclude(run_outcome outcome, const verdict_now& judge);
  void break_off(const run_outcome& outcome);

 private:
  std::vector<std::string> names_;
  text_stream out_{stdout, "standard output"};
  std::vector<std::unique_ptr<report>> reports_;
  trace_file* trace_ = nullptr;     // of reports_, as is the next one
  table_screen* screen_ = nullptr;  // none if standard output is not for people
  std::optional<live_view> live_;
};

}  // namespace tmss10
