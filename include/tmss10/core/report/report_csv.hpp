// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

/// What became of the pings as a table (RFC 4180, but every line ends in a line feed
/// alone). docs/output.md says what the columns mean.

/// The names of the columns.
[[nodiscard]] std::string csv_header();

/// The line of an event that happened at `now`; empty when it decides no ping. A ping has
/// a second line when it is answered late, or closed after it was made. `target`: the
/// name of the target.
[[nodiscard]] std::string csv_line(const ping_event& happened, std::string_view target,
                                   std::chrono::system_clock::time_point now);

}  // namespace tmss10
