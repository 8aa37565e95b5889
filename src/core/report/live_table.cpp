// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "live_columns.hpp"
#include "ping_bars.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/live_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

/// With fewer rows than these there is no title, or not even a heading.
constexpr std::size_t fewest_with_title = 8;
constexpr std::size_t fewest_with_heading = 3;

// ECMA-48: CUP to the first line, EL and ED to the end of line and screen. A terminal
// that knows synchronized output (mode 2026) shows the frame when it is complete.
constexpr std::string_view frame_begin = "\x1b[?2026h\x1b[H";
constexpr std::string_view line_end = "\x1b[K\r\n";
constexpr std::string_view frame_end = "\x1b[J\x1b[?2026l";

constexpr std::array<std::string_view, live_states> words{"down", "losing", "slow",
                                                          "starting", "up"};

/// How many targets are in which state.
using state_counts = std::array<std::uint64_t, live_states>;

std::size_t index_of(live_state state) {
  return static_cast<std::size_t>(state);
}

state_counts counts_of(std::span<const live_target> targets) {
  state_counts out{};
  for (const auto& target : targets)
    ++out.at(index_of(target.state));
  return out;
}

/// "2,958 up, 2 down"
std::string counts_text(const state_counts& counts) {
  std::string out;
  for (auto state = counts.size(); state-- > 0;) {
    if (counts.at(state) > 0)
      append_item(out, grouped(counts.at(state)).append(" ").append(words.at(state)));
  }
  return out;
}

/// The worst ones, in at most `most` rows.
std::vector<const live_target*> worst_of(std::span<const live_target> targets,
                                         const state_counts& counts, std::size_t most) {
  std::vector<const live_target*> out;
  out.reserve(std::min(most, targets.size()));
  for (std::size_t state = 0; state < counts.size(); ++state) {
    auto left = std::min<std::uint64_t>(counts.at(state), most - out.size());
    for (auto target = targets.begin(); left > 0; ++target) {
      if (index_of(target->state) != state) continue;
      out.push_back(&*target);
      --left;
    }
  }
  return out;
}

/// "0.31", and from 100 s on without decimals.
std::string time_text(nanoseconds time) {
  const auto ms = milliseconds_of(time);
  return ms < 100'000 ? fixed(ms, 2) : fixed(ms, 0);
}

/// "4.2 s", "12m05s", "3h20m", "5d"
std::string length_text(nanoseconds length) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(length).count();
  if (length <= nanoseconds(0)) return "-";
  if (seconds < 60) return fixed(seconds_of(length), 1) + " s";
  if (seconds < 3600) return fmt::format("{}m{:02}s", seconds / 60, seconds % 60);
  if (seconds < 360'000)  // 100 hours
    return fmt::format("{}h{:02}m", seconds / 3600, seconds / 60 % 60);
  return fmt::format("{}d", seconds / 86'400);
}

/// "0%", "0.1%", "100%": 100 only when all are lost, 0 only when none is.
std::string loss_text(const statistics& totals) {
  if (totals.decided() == 0) return "-";
  const auto percent = totals.loss_percent();
  if (totals.missed() == 0) return "0%";
  if (totals.received == 0) return "100%";
  return trimmed(std::clamp(percent, 0.1, 99.9), 1) + "%";
}

bool is_missed(ping_result result) {
  return result == ping_result::lost || result == ping_result::unsent;
}

std::string last_text(const recent_pings& last) {
  if (last.count() > 0 && is_missed(last.at(0).result)) return "lost";
  const auto time = last.last_round_trip();
  return time ? time_text(*time) : "-";
}

/// The newest ping is the last bar; one that was lost or not sent is an 'x', one whose
/// time is not known a '?'.
std::string bars_text(const recent_pings& last, std::size_t columns,
                      const live_style& style) {
  const auto shown = std::min(columns, last.count());
  nanoseconds longest{0};
  for (std::size_t age = 0; age < shown; ++age)
    longest = std::max(longest, last.at(age).round_trip);
  std::string out;
  std::string missed;  // those in a row have one colour
  const auto end_missed = [&] {
    out += style.color ? in_color(missed, tone::bad) : missed;
    missed.clear();
  };
  for (auto age = shown; age-- > 0;) {
    const auto ping = last.at(age);
    if (is_missed(ping.result)) {
      missed += 'x';
      continue;
    }
    end_missed();
    if (ping.result == ping_result::held_up) {
      out += '?';
    } else {
      out += bar_of(ping.round_trip, longest, style.block_elements);
    }
  }
  end_missed();
  return out;
}

tone tone_of(live_state state) {
  switch (state) {
    case live_state::down: return tone::bad;
    case live_state::losing:
    case live_state::slow: return tone::doubtful;
    case live_state::starting:
    case live_state::up: break;
  }
  return tone::plain;
}

/// Adds a figure to a line, if there is a column for it.
void add_figure(std::string& line, std::string_view text, std::size_t width) {
  if (width > 0) line += std::string(column_gap, ' ') + right_aligned(text, width);
}

std::string heading(const live_columns& columns) {
  auto line = padded("target", columns.name);
  if (line.size() > columns.name) line = padded("name", columns.name);
  if (columns.state > 0) line += "  " + padded("state", columns.state);
  add_figure(line, "last ms", columns.last);
  add_figure(line, "avg ms", columns.average);
  add_figure(line, "p95 ms", columns.p95);
  add_figure(line, "loss", columns.loss);
  add_figure(line, "outage", columns.outage);
  if (columns.bars > 0) line += "  last pings";
  return line;
}

std::string row_of(const live_target& target, const live_columns& columns,
                   const live_style& style, steady_clock::time_point now) {
  const auto& totals = *target.totals;
  auto line = padded(without_middle(printable(target.name), columns.name), columns.name);
  if (columns.state > 0)
    line += "  " + padded(words.at(index_of(target.state)), columns.state);
  if (style.color) line = in_color(line, tone_of(target.state));
  const bool has_times = totals.round_trips.count() > 0;
  const auto time = [has_times](nanoseconds value) {
    return has_times ? time_text(value) : "-";
  };
  add_figure(line, last_text(*target.last), columns.last);
  add_figure(line, time(totals.round_trips.avg()), columns.average);
  if (columns.p95 > 0)
    add_figure(line, time(totals.round_trips.percentile(95)), columns.p95);
  add_figure(line, loss_text(totals), columns.loss);
  add_figure(line, length_text(totals.outage.longest(now)), columns.outage);
  const bool has_bars = columns.bars > 0 && target.last->count() > 0;
  if (has_bars) line += "  " + bars_text(*target.last, columns.bars, style);
  return line;
}

/// The lines of a frame, none of them wider than `width` columns.
std::vector<std::string> lines_of(std::span<const live_target> targets, std::size_t width,
                                  std::size_t rows, const live_style& style,
                                  steady_clock::time_point now) {
  std::vector<std::string> lines;
  auto counts = counts_of(targets);
  const auto add = [&lines, width](const std::string& text) {
    lines.emplace_back(front_of(text, width));
  };
  const auto columns = columns_for(width, style.name_columns);
  if (rows >= fewest_with_title)
    add(counted(targets.size(), "target") + ": " + counts_text(counts));
  if (rows >= fewest_with_heading) add(heading(columns));
  const auto room = rows - std::min(rows, lines.size());
  const bool all_fit = targets.size() <= room;
  const auto most = all_fit ? room : std::max<std::size_t>(room, 1) - 1;
  const auto shown = worst_of(targets, counts, most);
  for (const auto* target : shown) {
    lines.push_back(row_of(*target, columns, style, now));
    --counts.at(index_of(target->state));
  }
  if (!all_fit) {
    const auto rest = targets.size() - shown.size();
    add(shown.empty() ? counted(rest, "target") + ": " + counts_text(counts)
                      : grouped(rest) + " more: " + counts_text(counts));
  }
  return lines;
}

}  // namespace

std::string live_frame(std::span<const live_target> targets, terminal_size size,
                       const live_style& style, steady_clock::time_point now) {
  const auto width = std::max<std::size_t>(size.columns, 2) - 1;
  const auto rows = std::max<std::size_t>(size.rows, 1);
  std::string out(frame_begin);
  bool is_first = true;
  for (const auto& line : lines_of(targets, width, rows, style, now)) {
    if (!is_first) out += line_end;
    out += line;
    is_first = false;
  }
  return out.append(frame_end);
}

}  // namespace tmss10
