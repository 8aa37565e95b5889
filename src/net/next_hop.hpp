// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// By which interface and to which neighbour what is for an address leaves.
struct next_hop {
  std::uint32_t interface_number = 0;
  std::string interface_name;
  /// The host itself, or a router.
  asio::ip::address neighbour;
  bool is_router = false;
};

/// From that address (unspecified: any) and by the interface of that number (0: any).
/// None: there is no route, the next hop is of the other family, or the system does not
/// tell (only Linux does). Asks the system, which sends nothing.
[[nodiscard]] std::optional<next_hop> next_hop_to(const asio::ip::address& to,
                                                  const asio::ip::address& from,
                                                  std::uint32_t interface_number);

}  // namespace tmss10
