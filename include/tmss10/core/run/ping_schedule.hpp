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
  [[nodiscard]] bool is_due(time_point now) const { return next_ <= now; }

  /// The slot was used at `now`. The following ones keep the beat, however late it was;
  /// slots that have passed meanwhile, as when the machine slept, are not made good.
  void advance(time_point now);

  /// How many slots of those after the next one, which is still to be used, go by in that
  /// time.
  [[nodiscard]] std::uint64_t gone_by(time_point from, time_point to) const;

 private:
  duration interval_;
  time_point next_;
};

}  // namespace tmss10
