// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace tmss10 {

/// How long an attempt to connect has the field to itself (RFC 8305, section 8:
/// Connection Attempt Delay).
constexpr auto connection_attempt_delay = std::chrono::milliseconds(250);

}  // namespace tmss10
