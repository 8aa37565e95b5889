// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/responder/responder_event.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace tmss10 {

enum class log_level { quiet, normal, verbose };

/// One line for an event of a responder, with a time stamp in UTC (RFC 3339) and a line
/// feed; empty when the level leaves it out. `quiet` has starts, failures and turned-away
/// connections. `verbose` has every request, and the end of each connection in the form
/// of key=value.
[[nodiscard]] std::string log_line(const responder_event& happened, log_level level,
                                   std::chrono::system_clock::time_point now);

/// Whether it is the end of a session that tested the path, an end as tests have them: it
/// has a line of its own at `verbose` alone. At `normal`, its line is the same for all
/// sessions of that address; whoever writes a log writes that once (path_testers).
[[nodiscard]] bool is_path_test(const responder_event& happened);

/// Any other text as such a line.
[[nodiscard]] std::string log_note(std::string_view text,
                                   std::chrono::system_clock::time_point now);

}  // namespace tmss10
