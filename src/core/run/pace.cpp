// SPDX-License-Identifier: MIT
#include <tmss10/core/run/pace.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// A clock can still add it to its time; nobody waits for it.
constexpr std::chrono::duration<double> longest_distance = std::chrono::hours(24 * 3650);

}  // namespace

bool pace::take(time_point now) {
  if (next_ > now) return false;
  next_ = std::max<time_point>(next_, now - most_made_up) + distance_;
  return true;
}

pace::duration distance_for(std::size_t count, double rate,
                            std::chrono::nanoseconds spread) {
  const std::chrono::duration<double> by_rate(1 / rate);
  const auto by_spread = std::chrono::duration<double>(spread) /
                         static_cast<double>(std::max<std::size_t>(count, 1));
  const std::chrono::duration<double> longer = std::max(by_rate, by_spread);
  return std::chrono::duration_cast<pace::duration>(std::min(longer, longest_distance));
}

}  // namespace tmss10
