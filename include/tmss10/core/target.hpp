// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/errc.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// Where to connect: a host name or an address without brackets, and a port if one was
/// written.
struct target {
  std::string host;
  std::optional<std::uint16_t> port;
};

/// A port in decimal, 1 to 65535. Fails with port_malformed.
[[nodiscard]] result<std::uint16_t> parse_port(std::string_view text);

/// Reads "host", "host:port", "[v6]", "[v6]:port" or a bare IPv6 address (RFC 3986,
/// section 3.2.2, has the brackets). Fails with host_empty, host_malformed or
/// port_malformed. Whether a name exists is not its business.
[[nodiscard]] result<target> parse_target(std::string_view text);

/// Reads the vendor's logon string, "user:password@host:port" with any of its parts but
/// the host left out. What stands before the last '@' is dropped unread. Fails like
/// parse_target.
[[nodiscard]] result<target> parse_logon(std::string_view text);

}  // namespace tmss10
