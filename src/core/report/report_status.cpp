// SPDX-License-Identifier: MIT
#include "idle_text.hpp"
#include "ping_bars.hpp"
#include <tmss10/core/base/color.hpp>
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/report/report_status.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// As many pings as the bars show in a wide terminal.
constexpr std::size_t most_bars = 40;

std::string time_text(nanoseconds value) {
  return fixed(milliseconds_of(value), 2) + " ms";
}

/// What an event means for the line.
struct effect {
  bool changes_line = false;
  /// A ping to show: its round-trip time, or none if it was lost.
  std::optional<std::optional<nanoseconds>> bar = {};
};

struct to_effect {
  effect operator()(const event::sent& /*at*/) const { return {true}; }
  effect operator()(const event::reply& at) const {
    // A late one was lost before; of one that was noticed late nobody knows the time.
    if (at.late || at.noticed_late) return {true};
    return {true, at.round_trip};
  }
  effect operator()(const event::bad_reply& /*at*/) const { return lost(); }
  effect operator()(const event::lost& /*at*/) const { return lost(); }
  effect operator()(const event::connection_made& at) const {
    if (at.noticed_late) return {true};
    return {true, at.took};
  }
  effect operator()(const event::connection_failed& /*at*/) const { return lost(); }
  effect operator()(const event::unsent& /*at*/) const { return lost(); }
  effect operator()(const event::connecting& /*at*/) const { return {}; }
  effect operator()(const event::resolved& /*at*/) const { return {}; }
  effect operator()(const event::attempt& /*at*/) const { return {}; }
  effect operator()(const event::connected& /*at*/) const { return {}; }
  effect operator()(const event::proxy_connected& /*at*/) const { return {}; }
  effect operator()(const event::tunnelled& /*at*/) const { return {}; }
  effect operator()(const event::greeted& /*at*/) const { return {}; }
  effect operator()(const event::established& /*at*/) const { return {}; }
  effect operator()(const event::not_connected& /*at*/) const { return {}; }
  effect operator()(const event::closed_at_once& /*at*/) const { return {}; }
  effect operator()(const event::banner& /*at*/) const { return {}; }
  effect operator()(const event::disconnected& /*at*/) const { return {}; }
  effect operator()(const event::attempted& /*at*/) const { return {}; }
  effect operator()(const event::retransmitted& /*at*/) const { return {}; }
  effect operator()(const event::held_up& /*at*/) const { return {}; }
  effect operator()(const event::path_found& /*at*/) const { return {}; }
  effect operator()(const event::sizes_found& /*at*/) const { return {}; }
  effect operator()(const event::idle_step& /*at*/) const { return {true}; }
  effect operator()(const event::idle_found& /*at*/) const { return {true}; }
  effect operator()(const event::observed& /*at*/) const { return {}; }
  effect operator()(const event::way_tried& /*at*/) const { return {}; }
  effect operator()(const event::part_examined& /*at*/) const { return {}; }

 private:
  static effect lost() { return {true, std::optional<nanoseconds>()}; }
};

}  // namespace

void status_report::add(decided ping) {
  if (last_.size() == most_bars) last_.pop_front();
  last_.push_back(ping);
}

bool status_report::on(const ping_event& happened) {
  if (const auto* at = std::get_if<event::idle_step>(&happened)) idle_ = at->at;
  if (std::holds_alternative<event::idle_found>(happened)) idle_.reset();
  const auto effect = std::visit(to_effect{}, happened);
  if (effect.bar) add(*effect.bar);
  return effect.changes_line;
}

std::string status_report::line(const statistics& totals, std::size_t columns) const {
  if (idle_) return idle_status_line(*idle_, columns);
  const auto sent = fmt::format("{} sent, ", totals.transmitted);
  auto lost = fmt::format("{} lost", totals.lost);
  if (totals.unsent > 0) lost += fmt::format(", {} not sent", totals.unsent);
  std::string times;
  if (!last_.empty()) {
    times += ", last " + (last_.back() ? time_text(*last_.back()) : std::string("lost"));
  }
  if (totals.round_trips.count() > 0) {
    times += ", p95 " + time_text(totals.round_trips.percentile(95));
  }
  const std::size_t taken = sent.size() + lost.size() + times.size();
  if (taken > columns) return (sent + lost + times).substr(0, columns);
  const bool in_red = style_.color && totals.missed() > 0;
  std::string out = sent + (in_red ? in_color(lost, tone::bad) : lost) + times;
  if (taken + 1 < columns && !last_.empty()) out += " " + bars(columns - taken - 1);
  return out;
}

std::string status_report::bars(std::size_t columns) const {
  const auto shown = std::min(columns, last_.size());
  const auto begin = last_.end() - static_cast<std::ptrdiff_t>(shown);
  nanoseconds longest{0};
  for (auto ping = begin; ping != last_.end(); ++ping)
    longest = std::max(longest, ping->value_or(nanoseconds(0)));
  std::string out;
  for (auto ping = begin; ping != last_.end(); ++ping) {
    if (*ping) {
      out += bar_of(**ping, longest, style_.block_elements);
    } else {
      out += style_.color ? in_color("x", tone::bad) : "x";
    }
  }
  return out;
}

}  // namespace tmss10
