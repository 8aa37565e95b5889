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
             .endless = !options.count && options.wait_for == awaited::nothing}) {
  const terminal on(stdout);
  if (options.quiet && !options.count && on.obeys_escapes()) {
    status_.emplace(out_, on,
                    status_style{locale_is_utf8(), on.wants_color(options.color)});
  }
}

void screen::begin(const run_description& run,
                   std::chrono::system_clock::time_point now) {
  out_.write(text_.begin(run, now));
}

bool screen::on(const occurrence& happened, const statistics& totals) {
  const bool written = out_.write(text_.on(happened.what, happened.at));
  return status_ ? status_->show(happened.what, totals) && written : written;
}

void screen::show_detail(const std::string& text) {
  out_.write(text_.detail(text, std::chrono::system_clock::now()));
}

void screen::show_summary(const run_figures& figures) {
  hide_status();
  out_.write(text_.summary(figures, std::chrono::system_clock::now()));
}

void screen::hide_status() {
  if (status_) status_->hide();
}

void screen::draw_status(const statistics& totals) {
  if (status_) status_->draw(totals);
}

}  // namespace tmss10
