// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "loss_text.hpp"
#include "wrapped.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/table_line.hpp>
#include <tmss10/core/verdict/target_state.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace tmss10 {
namespace {

constexpr std::size_t state_columns = 6;

/// A sentence that would have less room than this beside its target goes below it.
constexpr std::size_t least_sentence = 30;
constexpr std::size_t indentation = 4;

std::string_view word_for(target_state state) {
  switch (state) {
    case target_state::ok: return "ok";
    case target_state::over_limit: return "limit";
    case target_state::lossy: return "lost";
    case target_state::failed: return "failed";
    case target_state::unfinished: break;
  }
  return "unfinished";
}

tone tone_of(target_state state) {
  switch (state) {
    case target_state::failed: return tone::bad;
    case target_state::over_limit:
    case target_state::lossy: return tone::doubtful;
    case target_state::ok:
    case target_state::unfinished: break;
  }
  return tone::plain;
}

std::string times_text(const round_trip_times& times) {
  return fmt::format("{:.2f}/{:.2f}/{:.2f} ms", milliseconds_of(times.min()),
                     milliseconds_of(times.avg()), milliseconds_of(times.max()));
}

/// "3/4  0.30/0.33/0.35 ms", as far as there is anything to say.
std::string figures_text(const statistics& totals, std::size_t count_columns) {
  const auto counts =
      totals.transmitted == 0 ? "" : fmt::format("{}/{}", totals.received, totals.due());
  auto out = padded(counts, count_columns);
  if (totals.round_trips.count() > 0) out += "  " + times_text(totals.round_trips);
  return out;
}

/// The sentence after what the line has already; in a terminal, in as many lines as it
/// takes.
std::string with_sentence(std::string begin, std::string_view sentence,
                          std::size_t columns) {
  const auto taken = columns_of(begin) + 2;
  if (columns == 0 || taken + columns_of(sentence) <= columns)
    return begin.append("  ").append(sentence);
  const bool beside = taken + least_sentence <= columns;
  const auto left = beside ? taken : indentation;
  std::string out = begin + "  ";
  if (!beside) {
    begin.erase(begin.find_last_not_of(' ') + 1);
    out = begin + "\n" + std::string(left, ' ');
  }
  bool is_first = true;
  for (const auto& line : wrapped(sentence, std::max(columns, left + 1) - left)) {
    if (!is_first) out += "\n" + std::string(left, ' ');
    out += line;
    is_first = false;
  }
  return out;
}

std::string painted(std::string line, tone of, const table_style& style) {
  line.erase(line.find_last_not_of(' ') + 1);
  line += '\n';
  return style.color ? in_color(line, of) : line;
}

}  // namespace

void table_style::make_room_for(std::string_view name) {
  name_columns = std::min(std::max(name_columns, tmss10::columns_of(printable(name))),
                          most_name_columns);
}

std::string target_sentence(const run_outcome& outcome, const loss_kinds& losses) {
  if (!outcome.error.empty()) return outcome.error;
  if (!outcome.judged.exceeded.empty()) return outcome.judged.exceeded;
  if (!outcome.came.empty()) return outcome.came;
  return loss_text(outcome, losses);
}

std::string table_line(std::string_view name, const run_outcome& outcome,
                       const loss_kinds& losses, const table_style& style) {
  const auto state = state_of(outcome);
  const auto begin =
      fmt::format("{}   {}  {}", padded(printable(name), style.name_columns),
                  padded(outcome.came.empty() ? word_for(state) : "down", state_columns),
                  figures_text(outcome.figures.totals, style.count_columns));
  const auto sentence = printable(target_sentence(outcome, losses));
  return painted(sentence.empty() ? begin : with_sentence(begin, sentence, style.columns),
                 tone_of(state), style);
}

std::string targets_line(const targets_now& counts) {
  std::string list;
  const auto add = [&list](std::uint64_t count, std::string_view words) {
    if (count > 0) append_item(list, grouped(count).append(words));
  };
  add(counts.up, " up");
  add(counts.down, " down");
  add(counts.undecided, " not decided");
  add(counts.ended, " ended");
  add(counts.not_begun, " not begun");
  const auto all =
      counts.up + counts.down + counts.undecided + counts.ended + counts.not_begun;
  return fmt::format("{}: {}\n", counted(all, "target"), list);
}

std::string down_line(std::string_view name, std::string_view sentence,
                      const table_style& style) {
  return painted(fmt::format("down  {}  {}", padded(printable(name), style.name_columns),
                             printable(sentence)),
                 tone::bad, style);
}

std::string up_line(std::string_view name, std::optional<std::chrono::nanoseconds> down,
                    const table_style& style) {
  return painted(
      fmt::format("up    {}  {}", padded(printable(name), style.name_columns),
                  down ? fmt::format("after {:.1f} s", seconds_of(*down)) : ""),
      tone::plain, style);
}

}  // namespace tmss10
