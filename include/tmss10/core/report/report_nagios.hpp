// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/nagios_limit.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// A monitoring plugin's whole output: one line with its line feed, and after it a line
/// for each warning (the Monitoring Plugins' guidelines, "long output", section 2.1). The
/// outcome's verdict says the state. `note`: what else the line is to say; nothing if it
/// is empty.
[[nodiscard]] std::string nagios_report(const run_outcome& outcome,
                                        const nagios_thresholds& thresholds,
                                        std::string_view note = {});

/// A target of several, for the output of all. The outcome must outlive it.
struct nagios_target {
  std::string name;
  const run_outcome* outcome = nullptr;
};

/// What is said of all targets together.
struct nagios_summary {
  verdict judged;
  nagios_thresholds thresholds;
  /// Targets of which nothing is known, because a signal ended the run before them.
  std::uint64_t not_begun = 0;
  /// What a person should know besides, a line each.
  std::vector<std::string> warnings;
};

/// The most that Nagios reads of a plugin's output (MAX_PLUGIN_OUTPUT_LENGTH, with a null
/// character at its end).
inline constexpr std::size_t most_nagios_output = 8191;

/// A plugin's whole output for several targets, in at most `most_nagios_output` bytes: a
/// line with the counts and the performance data of each target ('NAME rta' and 'NAME
/// pl'), then a line for each target, the worst first. What does not fit is counted.
[[nodiscard]] std::string nagios_report(std::span<const nagios_target> targets,
                                        const nagios_summary& of_all);

/// The output when there was no run: what is wrong with the command line, or on this
/// machine.
[[nodiscard]] std::string nagios_unknown(std::string_view message);

}  // namespace tmss10
