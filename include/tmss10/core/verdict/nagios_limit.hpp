// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// When a figure raises an alert.
struct nagios_range {
  double start = 0;
  double end = std::numeric_limits<double>::infinity();
  /// "100": an alert from `end` on, as with check_ping. Otherwise it is a range of the
  /// Monitoring Plugins' guidelines ("Threshold and Ranges"), and `end` is still no
  /// alert.
  bool is_plain = false;
  /// "@10:20": an alert inside the range, its ends included, in place of outside.
  bool is_inside = false;

  [[nodiscard]] bool alerts(double value) const;
  /// As performance data have it.
  [[nodiscard]] std::string text() const;
};

/// Where a state begins: by the average round-trip time in milliseconds, by the loss in
/// percent, or by either.
struct nagios_limit {
  std::optional<nagios_range> round_trip;
  std::optional<nagios_range> loss;
};

/// Without `warn`, one ping that was not answered is a warning. Whatever they are, a run
/// in which nothing was answered is critical.
struct nagios_thresholds {
  std::optional<nagios_limit> warn;
  std::optional<nagios_limit> crit;
};

/// Reads "RTT,LOSS%", "RTT" or ",LOSS%". Each figure is a decimal above 0, or a range:
/// "START:END", "START:" or "~:END", with an '@' before it for an alert inside. A
/// percentage is at most 100. None for anything else.
[[nodiscard]] std::optional<nagios_limit> parse_nagios_limit(std::string_view text);

/// Whether a warning would begin where it is critical already: a plain figure of `warn`
/// that is above that of `crit`.
[[nodiscard]] bool warns_too_late(const nagios_thresholds& thresholds);

}  // namespace tmss10
