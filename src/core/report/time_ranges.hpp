// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/round_trip_times.hpp>

#include <cstdint>
#include <vector>

namespace tmss10 {

/// How many times are in a range: from its start up to, but not with, its end.
struct time_range {
  std::int64_t begin = 0;  // nanoseconds
  std::int64_t end = 0;
  std::uint64_t count = 0;
};

/// All times in up to 14 ranges of equal steps; what is far above them is in the last
/// one, which goes on to the longest. Empty when there are fewer than 10 times.
[[nodiscard]] std::vector<time_range> time_ranges(const round_trip_times& times);

/// As many decimals of a millisecond as the bounds of these ranges need.
[[nodiscard]] int decimals_of_ranges(const round_trip_times& times);

}  // namespace tmss10
