// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/run/thresholds.hpp>

#include <fmt/format.h>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

/// That many decimals, or as many more as it takes for a value above the limit to be seen
/// to be above it.
int decimals_above(double value, double limit, int least) {
  constexpr int most = 9;
  while (least < most && rounded(value, least) <= limit)
    ++least;
  return least;
}

/// For three significant digits of a percentage.
int decimals_of(double percent) {
  if (percent >= 100) return 0;
  if (percent >= 10) return 1;
  return percent >= 1 ? 2 : 3;
}

std::string exceeded_loss(const std::optional<double>& limit, const statistics& totals) {
  if (!limit) return {};
  if (*limit < 100 && totals.decided() == 0) {
    return fmt::format("no ping was answered, which --max-loss {} does not allow",
                       exact(*limit));
  }
  const double loss = totals.received == 0 ? 100 : totals.loss_percent();
  if (loss <= *limit) return {};
  const int decimals = decimals_above(loss, *limit, decimals_of(loss));
  return fmt::format("{}% packet loss, over --max-loss {}", trimmed(loss, decimals),
                     exact(*limit));
}

}  // namespace

std::string thresholds::exceeded_by(const statistics& totals) const {
  std::vector<std::string> out;
  if (auto text = exceeded_loss(max_loss, totals); !text.empty()) out.push_back(text);
  const auto add = [&out](const char* text, std::chrono::nanoseconds value,
                          const std::optional<std::chrono::nanoseconds>& limit) {
    if (!limit || value <= *limit) return;
    const double time = milliseconds_of(value);
    const double most = milliseconds_of(*limit);
    out.push_back(fmt::format(fmt::runtime(text),
                              fixed(time, decimals_above(time, most, 3)), exact(most)));
  };
  add("a round trip of {} ms, over --max-rtt {}", totals.round_trips.max(),
      max_round_trip);
  add("95% of round trips in {} ms, over --max-p95 {}", totals.round_trips.percentile(95),
      max_p95);
  return fmt::format("{}", fmt::join(out, "; "));
}

std::string thresholds::unmeasured(const statistics& totals) const {
  if (totals.round_trips.count() > 0) return {};
  if (max_round_trip) return "no round-trip time was measured, which --max-rtt needs";
  if (max_p95) return "no round-trip time was measured, which --max-p95 needs";
  return {};
}

}  // namespace tmss10
