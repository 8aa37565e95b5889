// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tmss10 {

/// A round trip, and when its ping was sent.
struct timed_round_trip {
  std::chrono::system_clock::time_point sent;
  std::chrono::nanoseconds took{0};
};

/// One ping that was decided, or several in a row.
struct ping_point {
  /// When the first and the last of them were sent or, of those that could not be, due.
  std::chrono::system_clock::time_point begin;
  std::chrono::system_clock::time_point end;
  std::uint64_t pings = 0;
  std::uint64_t lost = 0;
  std::uint64_t unsent = 0;
  /// The shortest and the longest round trip; none without a time that was measured.
  std::optional<timed_round_trip> shortest = {};
  std::optional<timed_round_trip> longest = {};
};

/// The pings of a run for a picture of it: up to 500 points, each with its shortest and
/// its longest time, so that up to 1,000 pings are all there. Of more pings, neighbours
/// share a point, twice as many whenever there is no room: no extreme and no loss gets
/// lost, and the memory has a bound.
class ping_points {
 public:
  static constexpr std::size_t most_kept = 500;

  using time_point = std::chrono::system_clock::time_point;

  /// A ping that was sent then was answered in time. `took`: none if nobody knows, since
  /// this program was held up.
  void answered(time_point sent, std::optional<std::chrono::nanoseconds> took);
  void lost(time_point sent);
  /// A ping that was due then could not be sent.
  void unsent(time_point due);

  [[nodiscard]] const std::vector<ping_point>& all() const { return points_; }
  /// How many pings share a point at most.
  [[nodiscard]] std::uint64_t pings_per_point() const { return share_; }

 private:
  ping_point& next(time_point at);
  void make_room();

  std::vector<ping_point> points_;
  std::uint64_t share_ = 1;
};

}  // namespace tmss10
