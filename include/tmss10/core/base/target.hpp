// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// The port that TapeTrack Framework Servers listen on by default (the vendor's
/// documentation).
constexpr std::uint16_t default_port = 5000;

/// Where to connect: a host name or an address without brackets, and a port if one was
/// written.
struct target {
  std::string host;
  std::optional<std::uint16_t> port;
};

/// A port in decimal, 1 to 65535. Fails with port_malformed.
[[nodiscard]] result<std::uint16_t> parse_port(std::string_view text);

/// Reads "host", "host:port", "[v6]", "[v6]:port" or a bare IPv6 address (RFC 3986,
/// section 3.2.2, has the brackets). An IPv4 address comes back as four decimal numbers,
/// however it was written; an IPv6 address and a name come back as they are. Fails with
/// host_empty, host_malformed, port_malformed, and like read_ipv4, reason_not_ipv6 and
/// without_brackets. Whether a name exists is not its business.
[[nodiscard]] result<target> parse_target(std::string_view text);

/// Reads the vendor's logon string, "user:password@host:port" with any of its parts but
/// the host left out. What stands before the last '@' is dropped unread. Fails like
/// parse_target.
[[nodiscard]] result<target> parse_logon(std::string_view text);

/// An IPv6 host that may be an address and a port without the brackets that these need,
/// in the form that has them: "[::1]:5999" for "::1:5999". None where the end is not like
/// a port (1024 to 65535), or what stands before it is no whole address.
[[nodiscard]] std::optional<std::string> bracketed_reading(std::string_view host);

}  // namespace tmss10
