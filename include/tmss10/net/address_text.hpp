// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <asio/ip/address.hpp>

#include <string_view>

namespace tmss10 {

/// Reads an IPv4 address as read_ipv4 does, or an IPv6 address, in brackets or not, with
/// or without its zone (RFC 4007, section 11): the name or the number of an interface of
/// this machine. Where an address is the same in every zone, as ::1 is, the zone is
/// checked and then left out. An IPv4-mapped address comes back unmapped. Fails as
/// read_ipv4, without_brackets and reason_not_ipv6 do, and with no_such_interface.
[[nodiscard]] result<asio::ip::address> read_address(std::string_view text);

/// The IPv4 address that an IPv4-mapped one stands for (RFC 4291, section 2.5.5.2); any
/// other as it is.
[[nodiscard]] asio::ip::address unmapped(const asio::ip::address& from);

/// Whether it is a link-local IPv6 address that does not say of which link: each has the
/// same ones.
[[nodiscard]] bool lacks_zone(const asio::ip::address& address);

}  // namespace tmss10
