// SPDX-License-Identifier: MIT
#include "ping_output.hpp"

#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/report_csv.hpp>
#include <tmss10/core/report_json.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/report_prometheus.hpp>
#include <tmss10/core/unspecified_address.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::system_clock;

bool is_dash(const std::optional<std::filesystem::path>& path) {
  return path && *path == "-";
}

/// Whether standard output is for people.
bool has_text(const report_options& reports) {
  return !reports.nagios && !is_dash(reports.json) && !is_dash(reports.csv) &&
         !is_dash(reports.prometheus);
}

/// How long all FIFOs together may have no reader before that is an error: long enough
/// for one that is started at the same time, by a script or by hand.
std::chrono::nanoseconds patience_of(const ping_options& options) {
  constexpr std::chrono::nanoseconds most = std::chrono::seconds(5);
  return std::min(options.deadline.value_or(most), most);
}

}  // namespace

ping_output::ping_output(const ping_options& options, file_warning warn)
    : goes_on_trying_(!options.count),
      quiet_(options.quiet),
      has_text_(has_text(options.reports)),
      reports_(options.reports),
      text_({options.quiet, options.verbose, options.timestamps,
             terminal(stdout).wants_color(options.color)}),
      err_(options.timestamps, options.color),
      warn_(std::move(warn)),
      trace_(warn_) {
  const terminal screen(stdout);
  if (has_text_ && quiet_ && goes_on_trying_ && screen.obeys_escapes()) {
    status_.emplace(out_, screen,
                    status_style{locale_is_utf8(), screen.wants_color(options.color)});
  }
  open_reports(patience_of(options));
}

void ping_output::open_reports(std::chrono::nanoseconds patience) {
  const auto how = reports_.append ? begin_of_file::kept : begin_of_file::emptied;
  const auto until = std::chrono::steady_clock::now() + patience;
  const auto left = [until] { return until - std::chrono::steady_clock::now(); };
  if (reports_.json) json_.emplace(*reports_.json, how, out_, left());
  if (reports_.csv) csv_.emplace(*reports_.csv, how, out_, left());
  if (reports_.prometheus && !is_dash(reports_.prometheus)) {
    prometheus_.emplace(*reports_.prometheus, left());
  }
}

void ping_output::begin() {
  if (json_) json_->begin();
  if (csv_) csv_->begin(csv_header());
}

void ping_output::show_detail(const std::string& text) {
  if (has_text_) out_.write(text_.detail(text, clock::now()));
}

bool ping_output::show(const ping_event& happened, const statistics& totals) {
  trace_.write(happened);
  const auto now = clock::now();
  bool written = true;
  if (json_) written = json_->stream().write(json_line(happened, now));
  if (csv_) written = csv_->stream().write(csv_line(happened, now)) && written;
  const auto* failed = std::get_if<event::not_connected>(&happened);
  if (failed != nullptr && goes_on_trying_) show_attempt(diagnose(failed->why));
  if (std::holds_alternative<event::established>(happened)) last_hint_.clear();
  if (const auto* at = std::get_if<event::resolved>(&happened)) remark_on(*at);
  if (has_text_) written = out_.write(text_.on(happened, now)) && written;
  if (status_) written = status_->show(happened, totals) && written;
  return written;
}

/// A run without an end tells each failed attempt; what is the same as before, without
/// its hint and, if it is to be quiet, not at all.
void ping_output::show_attempt(diagnosis told) {
  if (reports_.nagios) return;
  const bool is_new = std::exchange(last_hint_, told.hint) != told.hint;
  if (!is_new) told.hint.clear();
  last_sentence_ = told.sentence;
  if (!is_new && quiet_) return;
  if (status_) status_->hide();  // both streams may be the same terminal
  err_.tell(told);
}

/// Once a run.
void ping_output::remark_on(const event::resolved& at) {
  if (has_remarked_) return;
  const auto remark = remark_on_unspecified(at);
  if (!remark) return;
  has_remarked_ = true;
  if (reports_.nagios) return warn_(remark->sentence);
  if (status_) status_->hide();
  err_.tell(*remark);
}

void ping_output::show_snapshot(const statistics& totals) {
  if (status_) status_->hide();
  err_.write(snapshot_line(totals));
  if (status_) status_->draw(totals);
}

void ping_output::show_summary(const run_figures& figures) {
  if (status_) status_->hide();
  if (has_text_) out_.write(text_.summary(figures));
}

std::optional<std::system_error> ping_output::write_figures(const run_outcome& outcome,
                                                            clock::time_point now) {
  try {
    if (prometheus_) prometheus_->write(prometheus_text(outcome, now));
  } catch (const std::system_error& error) {
    return error;
  }
  return std::nullopt;
}

/// What can't be written ends the run as an error, which the other reports tell.
void ping_output::end_reports(run_outcome outcome) {
  const auto now = clock::now();
  std::optional<std::system_error> failed;
  const auto is_first = [&](const std::optional<std::system_error>& error) {
    if (failed || !error) return false;
    failed = error;
    outcome.judged.code = exit_code::usage;
    outcome.error = error->what();
    return true;
  };
  is_first(failed_file());
  is_first(write_figures(outcome, now));
  if (json_) json_->stream().write(json_summary(outcome, now));
  if (is_dash(reports_.prometheus)) out_.write(prometheus_text(outcome, now));
  if (is_first(failed_file())) static_cast<void>(write_figures(outcome, now));
  if (failed) throw *failed;
}

void ping_output::conclude(const run_outcome& outcome) {
  end_reports(outcome);
  if (!reports_.nagios) return;
  out_.write(nagios_report(outcome, reports_.thresholds));
  if (const auto failed = failed_file()) throw *failed;
}

void ping_output::break_off(const run_outcome& outcome) {
  try {
    end_reports(outcome);
  } catch (const std::exception&) {
    return;  // why it can't go on is told already
  }
}

void ping_output::explain(const run_outcome& outcome) {
  if (reports_.nagios) return;
  if (outcome.why) {
    const auto told = diagnose(*outcome.why);
    if (told.sentence != last_sentence_) err_.tell(told);
  }
  const auto& judged = outcome.judged;
  if (!judged.exceeded.empty()) err_.tell({judged.exceeded, {}, judged.code});
}

std::optional<std::system_error> ping_output::failed_file() const {
  try {
    if (!reader_is_gone()) out_.check();
    if (json_) json_->check();
    if (csv_) csv_->check();
  } catch (const std::system_error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace tmss10
