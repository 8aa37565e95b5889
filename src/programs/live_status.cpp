// SPDX-License-Identifier: MIT
#include "live_status.hpp"

namespace tmss10 {
namespace {

/// From one drawing to the next: faster than eyes need, slow enough for any terminal.
constexpr auto pause = std::chrono::milliseconds(50);

/// The terminal may show "^C" behind the line, which must not go on to the next one; and
/// in the last column, terminals differ in where the cursor is.
constexpr std::size_t echo_columns = 3;

// ECMA-48: CR, and EL, which erases to the end of the line.
constexpr const char* line_begin = "\r";
constexpr const char* erase_to_end = "\x1b[K";

}  // namespace

bool live_status::show(const ping_event& happened, const statistics& totals) {
  const bool changed = report_.on(happened);
  const bool is_sent = std::holds_alternative<event::sent>(happened) ||
                       std::holds_alternative<event::attempted>(happened);
  const auto now = std::chrono::steady_clock::now();
  const auto before = is_sent ? drawn_ : answer_drawn_;
  if (shown_ && (!changed || now < before + pause)) return true;
  if (!report_.has_line(totals)) return true;
  if (!is_sent) answer_drawn_ = now;
  return draw(totals);
}

bool live_status::draw(const statistics& totals) {
  shown_ = true;
  drawn_ = std::chrono::steady_clock::now();
  const auto columns = terminal_.columns();
  const auto usable = columns > echo_columns ? columns - echo_columns : 0;
  return out_.write(line_begin + report_.line(totals, usable) + erase_to_end);
}

void live_status::hide() {
  if (!shown_) return;
  shown_ = false;
  out_.write(std::string(line_begin) + erase_to_end);
}

}  // namespace tmss10
