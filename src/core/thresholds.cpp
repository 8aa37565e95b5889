// SPDX-License-Identifier: MIT
#include <tmss10/core/machine_text.hpp>
#include <tmss10/core/thresholds.hpp>

#include <fmt/format.h>

namespace tmss10 {
std::string thresholds::exceeded_by(const statistics& totals) const {
  const double loss = totals.received == 0 ? 100 : totals.loss_percent();
  if (max_loss && loss > *max_loss) {
    return fmt::format("{:.3g}% packet loss, over --max-loss {:.3g}", loss, *max_loss);
  }
  const auto longest = totals.round_trips.max();
  if (max_round_trip && longest > *max_round_trip) {
    return fmt::format("a round trip of {:.3f} ms, over --max-rtt {:.3f}",
                       milliseconds_of(longest), milliseconds_of(*max_round_trip));
  }
  const auto p95 = totals.round_trips.percentile(95);
  if (max_p95 && p95 > *max_p95) {
    return fmt::format("95% of round trips in {:.3f} ms, over --max-p95 {:.3f}",
                       milliseconds_of(p95), milliseconds_of(*max_p95));
  }
  return {};
}

}  // namespace tmss10
