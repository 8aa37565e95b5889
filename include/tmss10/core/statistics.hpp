// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace tmss10 {

/// Round-trip times in constant memory.
class round_trip_times {
 public:
  void add(std::chrono::nanoseconds round_trip);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// Of no times at all, each of these is zero.
  [[nodiscard]] std::chrono::nanoseconds min() const { return min_; }
  [[nodiscard]] std::chrono::nanoseconds max() const { return max_; }
  [[nodiscard]] std::chrono::nanoseconds avg() const;
  /// The population's standard deviation, which ping calls mdev.
  [[nodiscard]] std::chrono::nanoseconds mdev() const;

 private:
  std::uint64_t count_ = 0;
  std::chrono::nanoseconds min_{0};
  std::chrono::nanoseconds max_{0};
  double mean_ = 0;              // nanoseconds
  double squared_distance_ = 0;  // summed, nanoseconds squared (Welford's method)
};

/// What became of the pings of a run. A ping that was sent and is neither received nor
/// lost is not decided yet.
struct statistics {
  std::uint64_t transmitted = 0;
  /// Answered in time and right.
  std::uint64_t received = 0;
  /// Not answered in time, answered wrong, or cut off with their connection.
  std::uint64_t lost = 0;
  /// Those of the lost that were answered after their time-out. Their times are in no
  /// statistic.
  std::uint64_t late = 0;
  /// Connections that were made in place of a lost one.
  std::uint64_t reconnections = 0;
  round_trip_times round_trips;

  /// Lost pings of the decided ones, 0 to 100.
  [[nodiscard]] double loss_percent() const;
};

}  // namespace tmss10
