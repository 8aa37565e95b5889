// SPDX-License-Identifier: MIT
#include "next_hop.hpp"

namespace tmss10 {

std::optional<next_hop> next_hop_to(const asio::ip::address& /*to*/,
                                    const asio::ip::address& /*from*/,
                                    std::uint32_t /*interface_number*/) {
  return std::nullopt;
}

}  // namespace tmss10
