// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10 {

/// Says on standard error why a program can't start, or can't go on; a Windows service
/// says it in the event log. `line` has no line feed, and is made printable.
void tell_start_error(const std::string& line);

}  // namespace tmss10
