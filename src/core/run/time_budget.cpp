// SPDX-License-Identifier: MIT
#include <tmss10/core/run/time_budget.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

/// So long before the end of the run its waits end, so that what they found is told
/// first.
constexpr auto margin = std::chrono::milliseconds(50);

}  // namespace

time_budget::time_budget(time_point from, duration length)
    : end_(from + length - std::min<duration>(margin, length / 10)),
      least_(std::min(least_wait, length / 2)) {}

time_budget::duration time_budget::limit(duration longest, time_point from) const {
  const auto left = end_ - from;
  return left < least_ ? longest : std::min(longest, left);
}

}  // namespace tmss10
