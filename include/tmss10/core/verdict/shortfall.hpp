// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <string>

namespace tmss10 {

/// In what the way to the target falls short, in a sentence for standard error: a hole
/// for large packets, an idle limit. Empty for every other event. A run that is all right
/// otherwise then ends with exit_code::threshold_exceeded.
[[nodiscard]] std::string shortfall_of(const ping_event& happened);

}  // namespace tmss10
