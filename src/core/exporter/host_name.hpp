// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// The form in which names are compared: ASCII letters in lower case (RFC 4343), and
/// without the dot that ends a complete name (RFC 1034, section 3.1).
[[nodiscard]] std::string comparable_name(std::string_view name);

/// Whether a name in that form is "localhost" or ends in ".localhost", names of this
/// machine by themselves (RFC 6761, section 6.3).
[[nodiscard]] bool is_localhost(std::string_view name);

}  // namespace tmss10
