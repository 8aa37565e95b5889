// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace tmss10 {

/// A round-trip time for people: "0.31 ms", "48.7 ms", "5.00 s".
[[nodiscard]] std::string short_time(std::chrono::nanoseconds value);

}  // namespace tmss10
