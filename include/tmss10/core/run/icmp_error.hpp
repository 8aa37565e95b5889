// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tmss10 {

/// An ICMP error that came back for a packet of ours (RFC 792; ICMPv6: RFC 4443).
struct icmp_error {
  /// The address of whoever sent it: a router, a firewall, or the target itself.
  std::string sender;
  bool is_v6 = false;
  std::uint8_t type = 0;
  std::uint8_t code = 0;
};

}  // namespace tmss10
