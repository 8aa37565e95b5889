// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// The port of a proxy whose URL has none: curl's default.
constexpr std::uint16_t default_proxy_port = 1080;

/// Where a proxy listens: a host name or an address without brackets, and a port.
struct proxy_address {
  std::string host;
  std::uint16_t port = default_proxy_port;
};

/// A proxy as it was written: where it listens, and the user name and password of its URL
/// if they were in it.
struct proxy_url {
  proxy_address address;
  std::optional<proxy_credentials> credentials;
};

/// Reads "[http://][user[:password]@]host[:port][/]" (RFC 3986, section 3.2), an IPv6
/// address in brackets. The last '@' ends the user name and password; in both, %XX stands
/// for a byte (section 2.1), and all but '/', '?' and '#' may stand for itself.
///
/// Fails with proxy_scheme_unsupported for any other scheme; host_empty, host_malformed
/// or port_malformed like parse_target; proxy_address_unbracketed for an IPv6 address
/// without brackets, whose end could be a port; and proxy_url_malformed for a path, query
/// or fragment, a '%' without two hex digits, an empty user name, or a control character
/// in the user name or password. No message has any of the text.
[[nodiscard]] result<proxy_url> parse_proxy_url(std::string_view text);

/// What to say of a text that parse_proxy_url refused for that reason. Of the text it has
/// a port that is none, if that can't be a password: somebody may have left out the host
/// of "user:password@host".
[[nodiscard]] std::string proxy_url_refusal(std::string_view text, std::error_code why);

}  // namespace tmss10
