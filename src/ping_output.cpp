// SPDX-License-Identifier: MIT
#include "ping_output.hpp"

#include "system_files.hpp"
#include "whole_file.hpp"
#include <tmss10/core/report_csv.hpp>
#include <tmss10/core/report_json.hpp>
#include <tmss10/core/report_nagios.hpp>
#include <tmss10/core/report_prometheus.hpp>
#include <tmss10/core/safe_text.hpp>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::system_clock;

bool is_standard_output(const std::optional<std::filesystem::path>& path) {
  return path && *path == "-";
}

}  // namespace

ping_output::line_file::line_file(const std::filesystem::path& path) {
  if (path == "-") {
    stream_.emplace(stdout, "standard output");
    return;
  }
  const auto name = printable(path.string());
  errno = 0;
  file_.reset(open_file(path, "wb"));
  if (!file_) throw std::system_error({errno, std::generic_category()}, name);
  stream_.emplace(file_.get(), name);
}

ping_output::ping_output(const ping_options& options)
    : goes_on_trying_(!options.count),
      quiet_(options.quiet),
      has_text_(!options.reports.nagios && !is_standard_output(options.reports.json) &&
                !is_standard_output(options.reports.csv)),
      reports_(options.reports),
      errors_in_color_(terminal(stderr).wants_color(options.color)),
      text_({options.quiet, options.verbose, options.timestamps,
             terminal(stdout).wants_color(options.color)}) {
  const terminal screen(stdout);
  if (has_text_ && quiet_ && goes_on_trying_ && screen.obeys_escapes()) {
    status_.emplace(out_, screen,
                    status_style{locale_is_utf8(), screen.wants_color(options.color)});
  }
  if (reports_.json) json_.emplace(*reports_.json);
  if (reports_.csv) {
    csv_.emplace(*reports_.csv);
    csv_->stream().write(csv_header());
  }
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
  if (is_new || !quiet_) write_error(failure_lines(told, errors_in_color_));
}

/// Both streams may be the same terminal.
void ping_output::write_error(const std::string& text) {
  if (status_) status_->hide();
  err_.write(text);
}

void ping_output::show_snapshot(const statistics& totals) {
  write_error(snapshot_line(totals));
  if (status_) status_->draw(totals);
}

int ping_output::conclude(const run_outcome& outcome, const std::string& remark) {
  trace_.end();
  if (status_) status_->hide();
  const auto now = clock::now();
  if (json_) json_->stream().write(json_summary(outcome, now));
  if (has_text_) out_.write(text_.summary(outcome.figures));
  check_files();
  if (reports_.prometheus) {
    write_whole(*reports_.prometheus, prometheus_text(outcome, now));
  }
  if (!reports_.nagios) {
    write_diagnostics(outcome, remark);
    return static_cast<int>(outcome.code);
  }
  const auto result = nagios_report(outcome, reports_.thresholds);
  out_.write(result.line);
  out_.check();
  return static_cast<int>(result.state);
}

void ping_output::write_diagnostics(const run_outcome& outcome,
                                    const std::string& remark) {
  if (outcome.why) {
    const auto told = diagnose(*outcome.why);
    if (told.sentence != last_sentence_)
      err_.write(failure_lines(told, errors_in_color_));
  }
  if (!remark.empty())
    err_.write(failure_lines({remark, {}, outcome.code}, errors_in_color_));
}

void ping_output::check_files() {
  out_.check();
  if (json_) json_->stream().check();
  if (csv_) csv_->stream().check();
}

}  // namespace tmss10
