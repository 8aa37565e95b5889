// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10 {

/// Counts the events of a run. It reads no clock: every call says what time it is.
class tally {
 public:
  /// An event that happened at that time.
  void on(const ping_event& happened, std::chrono::steady_clock::time_point at);

  [[nodiscard]] const statistics& totals() const { return totals_; }

 private:
  struct count;

  statistics totals_;
  std::uint64_t sessions_ = 0;
  std::uint64_t last_answered_ = 0;  // its number
};

}  // namespace tmss10
