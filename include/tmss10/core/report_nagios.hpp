// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/nagios_limit.hpp>
#include <tmss10/core/run_outcome.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// What a monitoring plugin ends with (Monitoring Plugins' guidelines, section 2.4).
enum class nagios_state : int { ok = 0, warning = 1, critical = 2, unknown = 3 };

/// A plugin's whole output, and the exit code that goes with it: one line with its line
/// feed, and behind it a line for each warning (the guidelines' long output,
/// section 2.1).
struct nagios_result {
  nagios_state state = nagios_state::unknown;
  std::string text;
};

/// The result of a run. A failure to connect is critical, unless that is what the run
/// waited for; a local error, or a signal before any ping was decided, is unknown.
[[nodiscard]] nagios_result nagios_report(const run_outcome& outcome,
                                          const nagios_thresholds& thresholds);

/// The result when there was no run: what is wrong with the command line, or on this
/// machine.
[[nodiscard]] nagios_result nagios_unknown(std::string_view message);

}  // namespace tmss10
