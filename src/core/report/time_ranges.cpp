// SPDX-License-Identifier: MIT
#include "time_ranges.hpp"

#include <algorithm>
#include <bit>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Of fewer times, a histogram says less than the times themselves.
constexpr std::uint64_t fewest_times = 10;
constexpr std::int64_t most_ranges = 12;
constexpr std::int64_t microsecond = 1000;

/// 1, 2 or 5 times a power of ten microseconds: the first that is not below `least`.
std::int64_t round_step(std::int64_t least) {
  for (std::int64_t power = microsecond;; power *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (factor * power >= least) return factor * power;
    }
  }
}

/// As wide as it takes for the number of ranges that Sturges' rule asks for, and so wide
/// that a range has several of the buckets that the times were counted in.
std::int64_t step_for(const round_trip_times& times, nanoseconds upper) {
  const auto ranges =
      std::min(static_cast<std::int64_t>(std::bit_width(times.count())), most_ranges);
  return round_step(std::max((upper - times.min()).count() / ranges, upper.count() / 50));
}

/// What the ranges in equal steps go up to: the 99th percentile. Of fewer than 100 times
/// that is the longest one, which is known exactly.
nanoseconds upper_of(const round_trip_times& times) {
  return times.count() < 100 ? times.max() : times.percentile(99);
}

}  // namespace

std::vector<time_range> time_ranges(const round_trip_times& times) {
  if (times.count() < fewest_times) return {};
  const auto upper = upper_of(times);
  const auto step = step_for(times, upper);
  const auto first = times.min().count() / step * step;
  std::vector<time_range> out;
  std::uint64_t below = 0;
  for (auto begin = first; begin <= upper.count(); begin += step) {
    const auto until = times.count_below(nanoseconds(begin + step));
    out.push_back({begin, begin + step, until - below});
    below = until;
  }
  out.back().count += times.count() - below;
  out.back().end = std::max<std::int64_t>(out.back().end, times.max().count());
  return out;
}

int decimals_of_ranges(const round_trip_times& times) {
  const auto step = step_for(times, upper_of(times));
  int decimals = 3;
  for (std::int64_t unit = microsecond * 10; decimals > 0 && step % unit == 0; unit *= 10)
    --decimals;
  return decimals;
}

}  // namespace tmss10
