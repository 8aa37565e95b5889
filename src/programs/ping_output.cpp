// SPDX-License-Identifier: MIT
#include "ping_output.hpp"

#include "describe_run.hpp"
#include "file_reports.hpp"
#include "nagios_line.hpp"
#include "used_interface.hpp"

#include <exception>
#include <utility>

namespace tmss10 {
template <typename Report>
Report* ping_output::add(std::unique_ptr<Report> one) {
  auto* const out = one.get();
  reports_.push_back(std::move(one));
  return out;
}

ping_output::ping_output(const ping_options& options, const file_warning& warn,
                         const std::function<bool()>& is_over)
    : names_interfaces_(tells_of_system(options)) {
  const auto& reports = options.reports;
  if (reports.nagios) add(std::make_unique<nagios_line>(reports.thresholds, out_));
  trace_ = add(std::make_unique<trace_file>(warn));
  open_file_reports(options, out_, is_over, reports_);
  auto shown = count_on_standard_output(reports) == 0
                   ? std::make_unique<screen>(options, out_)
                   : nullptr;
  diagnostics_ = add(std::make_unique<diagnostics>(options, shown.get(), warn));
  if (shown) screen_ = add(std::move(shown));
}

void ping_output::begin(const run_description& run) {
  const auto now = std::chrono::system_clock::now();
  for (const auto& one : reports_)
    one->begin(run, now);
}

void ping_output::show_detail(const std::string& text) {
  if (screen_ != nullptr) screen_->show_detail(text);
}

bool ping_output::show(const ping_event& happened, const statistics& totals) {
  const auto named = names_interfaces_ ? with_interface(happened) : std::nullopt;
  return tell(named ? *named : happened, totals);
}

bool ping_output::tell(const ping_event& happened, const statistics& totals) {
  const occurrence now(happened, std::chrono::system_clock::now());
  bool written = true;
  for (const auto& one : reports_)
    written = one->on(now, totals) && written;
  return written;
}

bool ping_output::snapshot(const run_outcome& so_far) {
  const auto now = std::chrono::system_clock::now();
  bool written = true;
  for (const auto& one : reports_)
    written = one->snapshot(so_far, now) && written;
  return written;
}

void ping_output::show_summary(const run_outcome& outcome) {
  if (screen_ != nullptr) screen_->show_summary(outcome);
}

void ping_output::show_comparison(const run_outcome& outcome) {
  if (screen_ != nullptr) screen_->show_comparison(outcome);
}

void ping_output::conclude(run_outcome outcome, const verdict_now& judge) {
  const auto failed = end_reports(reports_, out_, std::move(outcome), judge,
                                  std::chrono::system_clock::now());
  if (failed) throw *failed;
}

void ping_output::break_off(const run_outcome& outcome) {
  try {
    conclude(outcome, [&outcome] { return outcome.judged; });
  } catch (const std::exception&) {
    return;  // why it can't go on is told already
  }
}

}  // namespace tmss10
