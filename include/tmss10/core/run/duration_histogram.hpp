// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>

namespace tmss10 {

/// Durations, counted in buckets that are at most 1/128 of their value wide, so that any
/// percentile is right to within 0.4 %. Its memory has a bound (80 KiB), however many
/// durations are added; round trips over one path take 1 to 3 KiB.
class duration_histogram {
 public:
  /// A negative duration counts as zero.
  void add(std::chrono::nanoseconds value);

  /// The duration that `share` percent of all are at most, by the nearest rank; 0 is the
  /// smallest, 100 the largest. Zero when there are none.
  [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
  /// How many of them are shorter than `limit`, which counts as the begin of its bucket.
  [[nodiscard]] std::uint64_t count_below(std::chrono::nanoseconds limit) const;

 private:
  /// Neighbours, which are often in use together.
  using block = std::array<std::uint64_t, 16>;

  std::uint64_t count_ = 0;
  std::map<std::size_t, block> blocks_;  // those in use, by the first bucket of each
};

}  // namespace tmss10
