// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// What a run must not exceed; none: it may be anything.
struct thresholds {
  /// Percent of the pings, 0 to 100. Of no pings that were answered, all are lost.
  std::optional<double> max_loss;
  /// The longest round trip, and the one that 95 percent of all are at most.
  std::optional<std::chrono::nanoseconds> max_round_trip;
  std::optional<std::chrono::nanoseconds> max_p95;

  /// All that was exceeded, and by what, in words; empty when nothing was.
  [[nodiscard]] std::string exceeded_by(const statistics& totals) const;
  /// The limit of a time that nobody can judge because no time was measured, in words;
  /// empty when there is none. Such a limit is not kept.
  [[nodiscard]] std::string unmeasured(const statistics& totals) const;
};

}  // namespace tmss10
