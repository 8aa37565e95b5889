// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace tmss10 {

/// When the pings of a run are due. It reads no clock: every call says what time it is.
class ping_schedule {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// The first slot is at `start`. An interval of zero: there are no slots, and a ping is
  /// always due.
  ping_schedule(duration interval, time_point start)
      : interval_(interval), next_(start) {}

  [[nodiscard]] bool has_slots() const { return interval_ > duration::zero(); }
  [[nodiscard]] time_point next() const { return next_; }
  /// From one slot to the next where they are counted: nobody keeps a faster beat.
  [[nodiscard]] duration beat() const;
  [[nodiscard]] bool is_due(time_point now) const { return next_ <= now; }

  /// The slot was used at `now`. The following ones keep the beat, however late it was;
  /// slots that have passed meanwhile, as when the machine slept, are not made good.
  void advance(time_point now);

  /// Gives up the slots that have come by `now`, for which no ping could be sent, and
  /// returns how many: at most one for each beat.
  /// Without slots: one, the ping that is always due.
  [[nodiscard]] std::uint64_t give_up(time_point now);
  /// The same for a ping that goes only now, in the last slot that has come: that one is
  /// still the next.
  [[nodiscard]] std::uint64_t give_up_but_last(time_point now);

  /// Takes out the slots of that time, in which nobody could have used them, and returns
  /// how many. Not the next one: that is still to be used, however late.
  [[nodiscard]] std::uint64_t take_out(time_point from, time_point to);

 private:
  duration interval_;
  time_point next_;
};

}  // namespace tmss10
