// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>

namespace tmss10 {

/// When each of many things is to begin: one after another, at equal distances. It reads
/// no clock: every call says what time it is.
class pace {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// A longer delay than this moves all that follow: after a hold-up, or a wait for
  /// something else, at most those that are due within this time, and one more, begin at
  /// once. Shorter delays are made up for: a coarse timer costs no speed.
  static constexpr auto most_made_up = std::chrono::milliseconds(20);

  /// The first is due at `start`. A distance of zero: all are due at once.
  pace(duration distance, time_point start) : distance_(distance), next_(start) {}

  [[nodiscard]] time_point next() const { return next_; }

  /// Whether one may begin at `now`; then the next is due a distance later.
  [[nodiscard]] bool take(time_point now);

 private:
  duration distance_;
  time_point next_;
};

/// The distance at which `count` things begin at most `rate` times a second, and no
/// faster than evenly over `spread`. `rate` must be more than zero.
[[nodiscard]] pace::duration distance_for(std::size_t count, double rate,
                                          std::chrono::nanoseconds spread);

}  // namespace tmss10
