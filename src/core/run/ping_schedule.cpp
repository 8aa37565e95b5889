// SPDX-License-Identifier: MIT
#include <tmss10/core/run/ping_schedule.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// From one slot to the next, where they are counted.
constexpr auto shortest_beat = std::chrono::milliseconds(1);

}  // namespace

ping_schedule::duration ping_schedule::beat() const {
  return std::max<duration>(interval_, shortest_beat);
}

void ping_schedule::advance(time_point now) {
  if (!has_slots()) return;
  next_ += interval_;
  if (next_ < now) next_ += interval_ * ((now - next_) / interval_ + 1);
}

std::uint64_t ping_schedule::give_up(time_point now) {
  if (!has_slots()) return 1;
  if (next_ > now) return 0;
  const auto before = give_up_but_last(now);
  next_ += beat();
  return before + 1;
}

std::uint64_t ping_schedule::give_up_but_last(time_point now) {
  if (!has_slots() || next_ > now) return 0;
  const auto slots = (now - next_) / beat();
  next_ += beat() * slots;
  return static_cast<std::uint64_t>(slots);
}

std::uint64_t ping_schedule::take_out(time_point from, time_point to) {
  if (!has_slots()) return 0;
  const auto until = [this](time_point at) {
    return at > next_ ? (at - next_) / beat() : 0;
  };
  const auto slots = std::max<std::int64_t>(until(to) - until(from), 0);
  next_ += beat() * slots;
  return static_cast<std::uint64_t>(slots);
}

}  // namespace tmss10
