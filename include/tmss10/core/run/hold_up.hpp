// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace tmss10 {

/// A time in which this program did not run: it was stopped, got no processor, or waited
/// for whoever reads its output.
struct hold_up {
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  time_point from;
  time_point to;

  [[nodiscard]] duration length() const { return to - from; }
};

/// A program that wakes up later than planned by more than this was held up. A busy
/// machine alone is late by some 10 ms; and a delay of this length is what a TCP segment
/// that is sent again costs (Linux, TCP_RTO_MIN), so a longer one must not be taken for
/// the network's.
constexpr auto most_lateness = std::chrono::milliseconds(200);

/// Whatever a wait was for gets this long after a hold-up before it counts as not come:
/// time to read what came in meanwhile, and for what the other side sends again because
/// the buffers were full.
constexpr auto fresh_look = std::chrono::seconds(1);

/// Whether a wake-up at `now` that was planned for then shows that the program was held
/// up.
[[nodiscard]] constexpr bool is_held_up(hold_up::time_point planned,
                                        hold_up::time_point now) {
  return now - planned > most_lateness;
}

/// Finds out when the program is held up, from when it wakes up: at the latest at the
/// next beat, unless something holds it up. A hold-up of more than most_lateness and a
/// beat is always found, a shorter one than most_lateness never. It reads no clock: every
/// call says what time it is.
class hold_up_watch {
 public:
  using time_point = hold_up::time_point;
  using duration = hold_up::duration;

  /// From one beat to the next.
  static constexpr auto beat = std::chrono::milliseconds(100);

  /// The program runs at `now`.
  explicit hold_up_watch(time_point now) : seen_(now), next_(now + beat) {}

  /// When look() is to be called next, however little happens.
  [[nodiscard]] time_point next_beat() const { return next_; }

  /// The program runs at `now`: the hold-up that has just ended, from when it was last
  /// seen to run. None: it was not held up. A time before that of an earlier call is no
  /// news.
  [[nodiscard]] std::optional<hold_up> look(time_point now);

  /// look() will be called then, and not earlier unless for another reason: for those
  /// whose beat is that of others, too.
  void expect_beat(time_point at) { next_ = at; }

  /// All hold-ups so far.
  [[nodiscard]] duration total() const { return total_; }

 private:
  time_point seen_;
  time_point next_;
  duration total_{0};
};

}  // namespace tmss10
