// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/duration_histogram.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10 {

/// Round-trip times in bounded memory, in the order in which they were measured. Of no
/// times at all, each figure is zero.
class round_trip_times {
 public:
  void add(std::chrono::nanoseconds round_trip);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::chrono::nanoseconds min() const { return min_; }
  [[nodiscard]] std::chrono::nanoseconds max() const { return max_; }
  [[nodiscard]] std::chrono::nanoseconds avg() const;
  /// The population's standard deviation, which ping calls mdev.
  [[nodiscard]] std::chrono::nanoseconds mdev() const;
  /// The first of them, which often pays for what the others find done.
  [[nodiscard]] std::chrono::nanoseconds first() const { return first_; }
  /// The interarrival jitter of RFC 3550, section 6.4.1, of round trips in place of
  /// transit times: a running mean of the differences between neighbours.
  [[nodiscard]] std::chrono::nanoseconds jitter() const;
  /// The time that `share` percent of all are at most, 0 to 100; right to within 0.4 %.
  [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
  /// How many of them are shorter than `limit`, or than up to 0.8 % less.
  [[nodiscard]] std::uint64_t count_below(std::chrono::nanoseconds limit) const;

 private:
  std::uint64_t count_ = 0;
  std::chrono::nanoseconds min_{0};
  std::chrono::nanoseconds max_{0};
  std::chrono::nanoseconds first_{0};
  std::chrono::nanoseconds last_{0};
  double mean_ = 0;              // nanoseconds
  double squared_distance_ = 0;  // summed, nanoseconds squared (Welford's method)
  double jitter_ = 0;            // nanoseconds
  duration_histogram histogram_;
};

}  // namespace tmss10
