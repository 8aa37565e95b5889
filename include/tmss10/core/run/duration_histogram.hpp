// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace tmss10 {

/// Durations, counted in buckets that are at most 1/128 of their value wide, so that any
/// percentile is right to within 0.4 %. Its memory has a bound (80 KiB), however many
/// durations are added: 8 bytes for each bucket in use, so 20 durations take at most 256
/// bytes. Thousands of targets have a histogram each.
class duration_histogram {
 public:
  /// A negative duration counts as zero.
  void add(std::chrono::nanoseconds value);

  /// The duration that `share` percent of all are at most, by the nearest rank; 0 is the
  /// smallest, 100 the largest. Zero when there are none.
  [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
  /// How many of them are shorter than `limit`, which counts as the start of its bucket.
  [[nodiscard]] std::uint64_t count_below(std::chrono::nanoseconds limit) const;

 private:
  /// A bucket that is in use, in 8 bytes: a ping each microsecond for nine years would
  /// fill it.
  struct counted {
    std::uint64_t bucket : 16;
    std::uint64_t times : 48;
  };

  std::uint64_t count_ = 0;
  std::vector<counted> buckets_;  // in their order
};

}  // namespace tmss10
