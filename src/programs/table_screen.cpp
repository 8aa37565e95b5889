// SPDX-License-Identifier: MIT
#include "table_screen.hpp"

#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/verdict/target_state.hpp>

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <variant>

namespace tmss10 {
namespace {

/// Why a target is down, by the event with which it went down.
std::string reason_of(const ping_event& happened) {
  if (const auto* at = std::get_if<event::not_connected>(&happened))
    return sentence_without_target(at->why);
  if (const auto* at = std::get_if<event::connection_failed>(&happened))
    return sentence_without_target(at->why);
  if (const auto* at = std::get_if<event::lost>(&happened))
    return printable(at->reason.message());
  if (const auto* at = std::get_if<event::bad_reply>(&happened))
    return printable(at->reason.message());
  if (const auto* at = std::get_if<event::unsent>(&happened))
    return printable(at->reason.message());
  return {};
}

}  // namespace

table_screen::table_screen(const ping_options& options, bool tells_changes,
                           text_stream& standard_output)
    : out_(standard_output),
      quiet_(options.quiet),
      verbose_(options.verbose),
      tells_changes_(tells_changes),
      timestamps_(options.timestamps),
      change_timestamps_(options.timestamps) {
  style_.color = terminal_.wants_color(options.color);
  // Pings that are not counted have no column of their own.
  const auto count = options.count ? std::to_string(*options.count).size() : 1;
  style_.count_columns = 2 * count + 1;
  // A change without its time would be of little use to those who read it later.
  if (change_timestamps_ == timestamp_format::none)
    change_timestamps_ = timestamp_format::rfc3339;
}

void table_screen::begin(const run_description& run,
                         std::chrono::system_clock::time_point now) {
  names_ = run.targets;
  losses_.resize(names_.size());
  told_.resize(names_.size(), told::nothing);
  for (const auto& name : names_)
    style_.make_room_for(name);
  const text_report head({.verbose = verbose_, .timestamps = timestamps_});
  out_.write(head.begin(run, now));
}

std::string table_screen::ping_line(const occurrence& happened) {
  const auto target = happened.what.target;
  auto [at, is_new] = pings_.try_emplace(target, text_style{.color = style_.color});
  const auto line = at->second.on(happened.what, happened.at);
  return line.empty() ? line : fmt::format("{}: {}", printable(names_.at(target)), line);
}

std::string table_screen::change_line(const occurrence& happened,
                                      const statistics& totals) {
  auto& last = told_.at(happened.what.target);
  const auto& name = names_.at(happened.what.target);
  const auto& outage = totals.outage;
  if (outage.going_on()) {
    if (last == told::down) return {};
    const auto reason = reason_of(happened.what);
    if (reason.empty()) return {};
    last = told::down;
    return down_line(name, reason, style_);
  }
  if (last == told::up || totals.received == 0) return {};
  const bool was_down = last == told::down;
  last = told::up;
  if (quiet_ && !was_down) return {};
  std::optional<std::chrono::nanoseconds> length;
  if (was_down && !outage.ended().empty())
    length = outage.ended().back().length(std::chrono::steady_clock::now());
  return up_line(name, length, style_);
}

bool table_screen::on(const occurrence& happened, const statistics& totals) {
  losses_.at(happened.what.target).on(happened.what);
  std::string text;
  if (verbose_) text += with_timestamps(ping_line(happened), timestamps_, happened.at);
  if (tells_changes_) {
    text +=
        with_timestamps(change_line(happened, totals), change_timestamps_, happened.at);
  }
  return text.empty() || out_.write(text);
}

/// The columns that a time stamp leaves of a line; 0 where there is no terminal.
std::size_t table_screen::room_for_lines(
    std::chrono::system_clock::time_point now) const {
  if (!terminal_.obeys_escapes()) return 0;
  const auto taken = columns_of(timestamp_text(timestamps_, now));
  const auto columns = terminal_.columns();
  return columns > taken ? columns - taken : 1;
}

bool table_screen::end_target(std::size_t target, const run_outcome& outcome,
                              std::chrono::system_clock::time_point now) {
  if (!outcome.was_begun) {  // too many, perhaps: they are counted
    summary_.add_unfinished(1);
    return true;
  }
  const auto& name = names_.at(target);
  const auto& losses = losses_.at(target);
  pings_.erase(target);
  summary_.add(name, outcome, losses);
  const auto state = state_of(outcome);
  if (quiet_ && state == target_state::ok) return true;
  style_.columns = room_for_lines(now);
  const auto line =
      with_timestamps(table_line(name, outcome, losses, style_), timestamps_, now);
  if (!is_held_) return out_.write(line);
  held_ += line;
  return true;
}

void table_screen::release() {
  is_held_ = false;
  out_.write(held_);
  held_.clear();
}

void table_screen::show_summary() {
  const auto now = std::chrono::system_clock::now();
  const auto columns = room_for_lines(now);
  out_.write(with_timestamps(summary_.text(style_.color, columns == 0 ? 80 : columns),
                             timestamps_, now));
}

}  // namespace tmss10
