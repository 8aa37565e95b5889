// SPDX-License-Identifier: MIT
#include "screen.hpp"

#include <chrono>

namespace tmss10 {

screen::screen(const ping_options& options, text_stream& standard_output)
    : out_(standard_output),
      text_({.quiet = options.quiet,
             .verbose = options.verbose,
             .timestamps = options.timestamps,
             .color = terminal(stdout).wants_color(options.color),
             .audible = options.audible,
             .examines = options.examine,
             .columns = terminal(stdout).columns(),
             .endless = !options.count && options.wait_for == awaited::nothing}) {
  const terminal on(stdout);
  const bool has_status = options.idle_limit || (options.quiet && !options.count);
  if (has_status && on.obeys_escapes()) {
    status_.emplace(out_, on,
                    status_style{locale_is_utf8(), on.wants_color(options.color)});
  }
}

void screen::begin(const run_description& run,
                   std::chrono::system_clock::time_point now) {
  out_.write(text_.begin(run, now));
}

bool screen::on(const occurrence& happened, const statistics& totals) {
  const auto text = text_.on(happened.what, happened.at);
  if (!text.empty()) hide_status();
  const bool written = out_.write(text);
  return status_ ? status_->show(happened.what, totals) && written : written;
}

void screen::show_detail(const std::string& text) {
  out_.write(text_.detail(text, std::chrono::system_clock::now()));
}

void screen::show_summary(const run_outcome& outcome) {
  hide_status();
  const auto now = std::chrono::system_clock::now();
  if (outcome.examined) {
    out_.write(text_.verdict(outcome.host, judge_findings(*outcome.examined), now));
  }
  show_comparison(outcome);
  out_.write(text_.summary(outcome.figures, now));
}

void screen::show_comparison(const run_outcome& outcome) {
  if (!outcome.compared) return;
  hide_status();
  out_.write(text_.comparison(outcome.host, compare(*outcome.compared),
                              outcome.examined.has_value(),
                              std::chrono::system_clock::now()));
}

void screen::hide_status() {
  if (status_) status_->hide();
}

void screen::draw_status(const statistics& totals) {
  if (status_) status_->draw(totals);
}

}  // namespace tmss10
