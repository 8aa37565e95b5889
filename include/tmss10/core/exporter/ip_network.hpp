// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tmss10 {

/// An address of either family as the eight groups of an IPv6 address. An IPv4 address is
/// in its IPv4-mapped form (RFC 4291, section 2.5.5.2), so both forms of it are the same.
using ip_address = std::array<std::uint16_t, 8>;

/// Reads an IPv4 address as four decimal numbers, or an IPv6 address without brackets,
/// with or without a zone, which is left out. None for anything else.
[[nodiscard]] std::optional<ip_address> read_ip_address(std::string_view text);

/// Whether it is an IPv4 address, in either form.
[[nodiscard]] bool is_ipv4(const ip_address& address);

/// Whether it is in 127.0.0.0/8, or ::1: whoever connects to it is on this machine.
[[nodiscard]] bool is_loopback(const ip_address& address);

/// The addresses that begin with the same bits.
struct ip_network {
  /// Bits after the first `length` do not count.
  ip_address first{};
  /// 0 to 128. That of an IPv4 network is 96 more than is written.
  unsigned length = 128;
};

/// Whether an address is in a network. An IPv6 network has no IPv4 address in it, however
/// short its prefix is: "::/0" are all IPv6 addresses.
[[nodiscard]] bool contains(const ip_network& network, const ip_address& address);

/// The network of addresses to which a name may lead only if they are allowed themselves,
/// if the address is in one: those of this machine, of its link, and of the cloud that it
/// is in. None for any other address. They are
///
/// - loopback (127.0.0.0/8, ::1), link-local (169.254.0.0/16, where most clouds have
///   their metadata, and fe80::/10) and unspecified addresses (0.0.0.0/8, ::);
/// - what clouds have their metadata and their agents at besides: 100.100.100.200
///   (Alibaba), 168.63.129.16 (Azure), 192.0.0.192 (Oracle), fd00:ec2::/112 (Amazon, with
///   ::254 for metadata and ::23 for credentials), fd20:ce::254 (Google) and
///   fd00:42::42 (Scaleway);
/// - the IPv6 addresses that stand for such an IPv4 address: IPv4-mapped and
///   IPv4-compatible ones (RFC 4291, section 2.5.5), IPv4-translated ones (RFC 2765,
///   section 2.1), those of NAT64 in 64:ff9b::/96 (RFC 6052, section 2.1) and in
///   64:ff9b:1::/48 (RFC 8215), and those of 6to4 in 2002::/16 (RFC 3056, section 2). A
///   site may use 64:ff9b:1::/48 with each of the layouts of RFC 6052, section 2.2, for
///   prefixes of 48, 56, 64 and 96 bits, and what is local in one of them counts,
///   except 0.0.0.0/8: each layout has zeros where another one has its address, and no
///   translator forwards to it (RFC 1122, section 3.2.1.3).
///
/// A site that has a NAT64 prefix of its own has to leave it out of --allow.
[[nodiscard]] std::optional<ip_network> local_network_of(const ip_address& address);

}  // namespace tmss10
