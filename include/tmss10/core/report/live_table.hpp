// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/live_state.hpp>
#include <tmss10/core/run/recent_pings.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace tmss10 {

/// A target in the table. What it points to must outlive the call.
struct live_target {
  std::string_view name;
  live_state state = live_state::starting;
  const statistics* totals = nullptr;
  const recent_pings* last = nullptr;
};

struct live_style {
  /// Bars of block elements (U+2581 to U+2588); without, of ASCII characters.
  bool block_elements = false;
  bool color = false;
  /// As wide as the longest name of all targets.
  std::size_t name_columns = 0;
};

struct terminal_size {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

/// What to write to a terminal before the first frame: it changes to its alternate
/// screen, so that afterwards the table is gone and all that was there before is there
/// again (xterm's 1049). The cursor is hidden, and lines are not wrapped.
inline constexpr std::string_view live_begin = "\x1b[?1049h\x1b[?25l\x1b[?7l";
/// The same after the last one, on every way out of the program.
inline constexpr std::string_view live_end = "\x1b[?7h\x1b[?25h\x1b[?1049l";

/// The table of a run that goes on, as it is at `now`, to be written at once: it is drawn
/// over the one before. The worst targets come first, those of one state in their given
/// order, so that rows keep their places; if there are more than rows, the last line
/// counts the others. No line is wider than the terminal less one column. Takes time in
/// proportion to the number of targets.
[[nodiscard]] std::string live_frame(std::span<const live_target> targets,
                                     terminal_size size, const live_style& style,
                                     std::chrono::steady_clock::time_point now);

}  // namespace tmss10
