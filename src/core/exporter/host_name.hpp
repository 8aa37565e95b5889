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

/// Whether a name in that form leads to loopback addresses only: "localhost" and what
/// ends in ".localhost" (RFC 6761, section 6.3), and the other names that Debian and Red
/// Hat give to these addresses in /etc/hosts.
[[nodiscard]] bool is_localhost(std::string_view name);

/// Whether a name in that form ends with a number, decimal or hexadecimal: no name in DNS
/// does (RFC 3696, section 2), but an address does, whether it is right or not.
[[nodiscard]] bool ends_with_number(std::string_view name);

}  // namespace tmss10
