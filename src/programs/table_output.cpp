// SPDX-License-Identifier: MIT
#include "table_output.hpp"

#include "file_reports.hpp"
#include "nagios_table.hpp"

#include <exception>
#include <utility>

namespace tmss10 {

table_output::table_output(const ping_options& options, std::vector<std::string> names,
                           const file_warning& warn, const std::function<bool()>& is_over)
    : names_(std::move(names)) {
  const auto& reports = options.reports;
  if (reports.nagios)
    reports_.push_back(std::make_unique<nagios_table>(reports.thresholds, out_));
  auto trace = std::make_unique<trace_file>(warn);
  trace_ = trace.get();
  reports_.push_back(std::move(trace));
  open_file_reports(options, out_, is_over, reports_);
  if (count_on_standard_output(reports) > 0) return;
  const bool is_endless = !options.count && options.wait_for == awaited::nothing;
  const bool is_live = is_endless && !options.verbose && live_view::can_be_shown();
  auto shown = std::make_unique<table_screen>(options, is_endless && !is_live, out_);
  screen_ = shown.get();
  reports_.push_back(std::move(shown));
  if (!is_live) return;
  screen_->hold();
  live_.emplace(options, names_, out_);
}

void table_output::end_live() {
  if (!live_) return;
  live_.reset();
  screen_->release();
}

void table_output::begin(const run_description& run) {
  const auto now = std::chrono::system_clock::now();
  for (const auto& one : reports_)
    one->begin(run, now);
}

bool table_output::show(const ping_event& happened, const statistics& totals) {
  const occurrence now(happened, std::chrono::system_clock::now());
  bool written = true;
  for (const auto& one : reports_)
    written = one->on(now, totals) && written;
  if (live_) live_->on(happened);
  return written;
}

bool table_output::end_target(std::size_t target, const run_outcome& outcome) {
  const auto now = std::chrono::system_clock::now();
  bool written = true;
  for (const auto& one : reports_)
    written = one->end_target(target, outcome, now) && written;
  return written;
}

bool table_output::snapshot_target(std::size_t target, const run_outcome& so_far) {
  const auto now = std::chrono::system_clock::now();
  bool written = true;
  for (const auto& one : reports_)
    written = one->snapshot_target(target, so_far, now) && written;
  return written;
}

bool table_output::snapshot(const run_outcome& so_far) {
  const auto now = std::chrono::system_clock::now();
  bool written = true;
  for (const auto& one : reports_)
    written = one->snapshot(so_far, now) && written;
  return written;
}

void table_output::show_summary() {
  if (screen_ != nullptr) screen_->show_summary();
}

void table_output::conclude(run_outcome outcome, const verdict_now& judge) {
  const auto failed = end_reports(reports_, out_, std::move(outcome), judge,
                                  std::chrono::system_clock::now());
  if (failed) throw *failed;
}

void table_output::break_off(const run_outcome& outcome) {
  try {
    conclude(outcome, [&outcome] { return outcome.judged; });
  } catch (const std::exception&) {
    return;  // why it can't go on is told already
  }
}

}  // namespace tmss10
