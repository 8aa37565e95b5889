// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/nagios_limit.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// "CRITICAL"
[[nodiscard]] std::string_view name_of(nagios_state state);

/// A text without the bar that would begin the performance data.
[[nodiscard]] std::string without_bars(std::string_view text);

/// What a person reads of a run: the figures if any, and the reason if there is one.
/// `is_named`: the target's name stands before it already.
[[nodiscard]] std::string nagios_text(const run_outcome& outcome, bool is_named);

/// Both figures of a run with their thresholds: "rta=0.300ms;100;500;0 pl=0%;20;60;0",
/// and with a name "'NAME rta'=…". U stands for a value that could not be determined.
[[nodiscard]] std::string performance_data(const run_outcome& outcome,
                                           const nagios_thresholds& thresholds,
                                           std::string_view name = {});

}  // namespace tmss10
