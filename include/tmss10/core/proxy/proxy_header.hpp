// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>

#include <string_view>

namespace tmss10 {

/// Reads "Name: value", a header field that goes with each CONNECT request (RFC 9110,
/// section 5). Blanks around the value are dropped; it may have bytes over 127. Nothing
/// that this returns can begin another field or end the head.
///
/// Fails with proxy_header_malformed for a name that is no token, an empty value, or a
/// control character but a tab; and with proxy_header_reserved for a field that says
/// where the request goes, who asks, or how it is read: Host, Proxy-Authorization,
/// Content-Length, Transfer-Encoding, Connection, Upgrade, TE, Trailer and Expect, in
/// either case.
[[nodiscard]] result<http_field> parse_proxy_header(std::string_view text);

}  // namespace tmss10
