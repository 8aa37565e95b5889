// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/target.hpp>
#include <tmss10/core/exporter/ip_network.hpp>

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tmss10 {

/// A host name, or a domain, which is all hosts below a name but not that name itself.
struct allowed_name {
  /// In lower case, without a dot at its front or its end.
  std::string name;
  bool is_domain = false;
};

/// Ports from the first to the last, both included.
struct port_range {
  std::uint16_t first = default_port;
  std::uint16_t last = default_port;
};

/// What a value of --allow says: targets, and their ports.
struct allow_entry {
  std::variant<ip_network, allowed_name> targets;
  std::vector<port_range> ports = {port_range{}};
};

/// Reads a value of --allow, NET|NAME[:PORTS]:
///
/// - NET is an address or a prefix: "192.0.2.7", "192.0.2.0/24", "2001:db8::7",
///   "2001:db8::/32". An IPv6 address needs brackets where ports follow: "[::1]:5001",
///   "[2001:db8::]/32:5001" or "[2001:db8::/32]:5001". An IPv4 address is four decimal
///   numbers. As in a range of targets, bits after the prefix do not count.
/// - NAME is a host name, "berne.example.com", or with a dot at its front all hosts of a
///   domain, ".example.com". It may have a dot at its end. An international name is
///   compared as it is written: write it as requests do, or in its form with xn--.
/// - PORTS are ports and ranges of them, with commas between: "5000,6000-6010". Without
///   PORTS it is default_port alone.
///
/// Otherwise one line says what is wrong, to follow the quoted value. Refused are also
/// localhost and its like, which would never admit anything (no name admits a loopback
/// address), IPv4-mapped addresses, zones, and what looks like an address but is none.
[[nodiscard]] tl::expected<allow_entry, std::string> parse_allow_entry(
    std::string_view text);

}  // namespace tmss10
