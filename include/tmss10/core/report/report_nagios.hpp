// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/nagios_limit.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// A monitoring plugin's whole output: one line with its line feed, and after it a line
/// for each warning (the Monitoring Plugins' guidelines, "long output", section 2.1). The
/// outcome's verdict says the state. `note`: what else the line is to say; nothing if it
/// is empty.
[[nodiscard]] std::string nagios_report(const run_outcome& outcome,
                                        const nagios_thresholds& thresholds,
                                        std::string_view note = {});

/// The output when there was no run: what is wrong with the command line, or on this
/// machine.
[[nodiscard]] std::string nagios_unknown(std::string_view message);

}  // namespace tmss10
