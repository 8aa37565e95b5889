// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run_outcome.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// What a monitoring plugin ends with (Monitoring Plugins' guidelines, section 2.4).
enum class nagios_state : int { ok = 0, warning = 1, critical = 2, unknown = 3 };

/// A state begins where the average round-trip time or the loss is this or more, as with
/// check_ping.
struct nagios_limit {
  std::chrono::nanoseconds round_trip{0};
  double loss_percent = 0;
};

/// Without `warn`, one ping that was not answered is a warning. Whatever they are, a run
/// in which nothing was answered is critical.
struct nagios_thresholds {
  std::optional<nagios_limit> warn;
  std::optional<nagios_limit> crit;
};

/// Reads "RTT,LOSS%": milliseconds and percent, both decimals over 0, the percentage up
/// to 100. None for anything else.
[[nodiscard]] std::optional<nagios_limit> parse_nagios_limit(std::string_view text);

/// A plugin's whole output: one line with its line feed, and the exit code that goes with
/// it.
struct nagios_result {
  nagios_state state = nagios_state::unknown;
  std::string line;
};

/// The result of a run. A failure to connect is critical; a local error, or a signal
/// before any ping was decided, is unknown.
[[nodiscard]] nagios_result nagios_report(const run_outcome& outcome,
                                          const nagios_thresholds& thresholds);

/// The result when there was no run: what is wrong with the command line, or on this
/// machine.
[[nodiscard]] nagios_result nagios_unknown(std::string_view message);

}  // namespace tmss10
