// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// Where a connection is made from.
struct local_end {
  /// The local address; none: the system's choice.
  std::optional<std::string> address;
  /// The network interface; none: the one that the route leads to. (`interface` alone is
  /// a macro of Windows.)
  std::optional<std::string> interface_name;
  /// The local port, which another connection of this program has had until just now; 0:
  /// the system's choice.
  std::uint16_t port = 0;
  /// The MSS to advertise (RFC 9293, section 3.7.1), where the system lets a program
  /// choose (Linux); it may advertise less. None: as large as the system allows.
  std::optional<std::uint16_t> advertised_mss = {};
};

}  // namespace tmss10
