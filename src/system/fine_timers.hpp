// SPDX-License-Identifier: MIT
#pragma once

namespace tmss10 {

/// As long as it lives, a wait of this process ends within a millisecond of its time.
/// Windows is late by up to 15.6 ms otherwise; other systems are not.
class fine_timers {
 public:
  fine_timers();
  ~fine_timers();  // NOLINT(performance-trivially-destructible): not on Windows
  fine_timers(const fine_timers&) = delete;
  fine_timers& operator=(const fine_timers&) = delete;
  fine_timers(fine_timers&&) = delete;
  fine_timers& operator=(fine_timers&&) = delete;
};

}  // namespace tmss10
