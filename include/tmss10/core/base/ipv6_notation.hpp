// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <string_view>
#include <system_error>

namespace tmss10 {

/// Why a text is not an IPv6 address (RFC 4291, section 2.2) as inet_pton(3) reads it; no
/// error if it is one. It may have a zone (RFC 4007, section 11), which is not looked at.
///
/// host_malformed if it does not look like an address either: it has a character that
/// none has, or fewer than two colons. octal_address if the IPv4 address at its end has a
/// number with a leading zero, ipv6_malformed for anything else.
[[nodiscard]] std::error_code reason_not_ipv6(std::string_view text);

/// The address between the brackets of "[v6]" (RFC 3986, section 3.2.2), which may have a
/// zone (RFC 6874); a text without brackets as it is. Fails with host_empty for "[]",
/// with brackets_without_ipv6 for brackets around what has fewer than two colons, and
/// with host_malformed where a bracket lacks its other one or is not at the end.
[[nodiscard]] result<std::string_view> without_brackets(std::string_view text);

}  // namespace tmss10
