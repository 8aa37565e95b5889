// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// The form in which names are compared: ASCII letters in lower case (RFC 4343), and
/// without the dot that ends a complete name (RFC 1034, section 3.1).
[[nodiscard]] std::string comparable_name(std::string_view name);

/// The form in which hosts are compared: that of a name, or for an address the text that
/// RFC 5952 recommends, an IPv4-mapped one as the IPv4 address that it is. The zone of an
/// address stays as it is.
[[nodiscard]] std::string comparable_host(std::string_view host);

/// Whether a name in that form is "localhost" or ends in ".localhost", names of this
/// machine by themselves (RFC 6761, section 6.3).
[[nodiscard]] bool is_localhost(std::string_view name);

}  // namespace tmss10
