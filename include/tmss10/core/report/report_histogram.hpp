// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/round_trip_times.hpp>

#include <string>

namespace tmss10 {

/// Round-trip times as bars of '#', a line for each range of times with how many were in
/// it: from the lower bound up to, but not with, the upper one. The last range goes on to
/// the longest time when that is far off. At most 14 lines of 72 columns; empty when
/// there are fewer than 10 times. A lower bound may be up to 0.8 % lower than it says.
[[nodiscard]] std::string histogram_lines(const round_trip_times& times);

}  // namespace tmss10
