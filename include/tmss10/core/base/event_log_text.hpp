// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// A line of a log as Windows' event log takes it: without its line feed, within the
/// limit of a text, and with a blank between a percent sign and a digit. Event Viewer
/// would put another text in place of "%1", which an IPv6 address may contain.
[[nodiscard]] std::string event_log_text(std::string_view line);

}  // namespace tmss10
