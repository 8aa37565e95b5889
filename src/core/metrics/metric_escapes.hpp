// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// Which quotes the formats escape: OpenMetrics all of them, Prometheus' own format those
/// in the value of a label only.
enum class quotes { plain, escaped };

/// Any text as the formats have it: a backslash and a line feed are escaped. What is not
/// UTF-8 (RFC 3629), which Prometheus would not take, becomes U+FFFD, byte by byte.
[[nodiscard]] std::string metric_escapes(std::string_view text, quotes as);

}  // namespace tmss10
