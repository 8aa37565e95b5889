// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace tmss10 {

/// A time as HTTP has it, in every locale: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110,
/// section 5.6.7). Fractions of a second are cut off.
[[nodiscard]] std::string http_date(std::chrono::system_clock::time_point when);

}  // namespace tmss10
