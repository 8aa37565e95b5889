// SPDX-License-Identifier: MIT
#include <tmss10/core/run/ping_schedule.hpp>

#include <algorithm>

namespace tmss10 {

void ping_schedule::advance(time_point now) {
  if (!has_slots()) return;
  next_ += interval_;
  if (next_ < now) next_ += interval_ * ((now - next_) / interval_ + 1);
}

std::uint64_t ping_schedule::gone_by(time_point from, time_point to) const {
  if (!has_slots()) return 0;
  const auto until = [this](time_point at) {
    return at > next_ ? (at - next_) / interval_ : 0;
  };
  return static_cast<std::uint64_t>(std::max<std::int64_t>(until(to) - until(from), 0));
}

}  // namespace tmss10
