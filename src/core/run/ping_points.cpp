// SPDX-License-Identifier: MIT
#include <tmss10/core/run/ping_points.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

void take_shortest(std::optional<timed_round_trip>& into,
                   const std::optional<timed_round_trip>& from) {
  if (from && (!into || from->took < into->took)) into = from;
}

void take_longest(std::optional<timed_round_trip>& into,
                  const std::optional<timed_round_trip>& from) {
  // Of equal ones the last: with the first one, which is the shortest, that is both of
  // two.
  if (from && (!into || from->took >= into->took)) into = from;
}

void merge(ping_point& into, const ping_point& from) {
  into.begin = std::min(into.begin, from.begin);
  into.end = std::max(into.end, from.end);
  into.pings += from.pings;
  into.lost += from.lost;
  into.unsent += from.unsent;
  take_shortest(into.shortest, from.shortest);
  take_longest(into.longest, from.longest);
}

}  // namespace

void ping_points::answered(time_point sent,
                           std::optional<std::chrono::nanoseconds> took) {
  auto& point = next(sent);
  if (!took) return;
  const timed_round_trip one{sent, *took};
  take_shortest(point.shortest, one);
  take_longest(point.longest, one);
}

void ping_points::lost(time_point sent) {
  ++next(sent).lost;
}

void ping_points::unsent(time_point due) {
  ++next(due).unsent;
}

ping_point& ping_points::next(time_point at) {
  if (points_.empty() || points_.back().pings >= share_) {
    if (points_.size() == most_kept) make_room();
    points_.push_back({at, at});
  }
  auto& out = points_.back();
  out.begin = std::min(out.begin, at);
  out.end = std::max(out.end, at);
  ++out.pings;
  return out;
}

void ping_points::make_room() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i + 1 < points_.size(); i += 2, ++kept) {
    merge(points_[i], points_[i + 1]);
    points_[kept] = points_[i];
  }
  points_.resize(kept);
  share_ *= 2;
}

}  // namespace tmss10
