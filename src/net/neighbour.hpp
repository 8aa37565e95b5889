// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/address.hpp>
#include <asio/ip/tcp.hpp>

#include <optional>

namespace tmss10 {

/// Whether the neighbour to which this machine sends what that socket has for an address,
/// the host itself or a router, has answered ARP or neighbour discovery, or was not asked
/// at all; false if it was asked in vain. None: the system does not tell (only Linux
/// does). Asks the system, which sends nothing.
[[nodiscard]] std::optional<bool> neighbour_answers(asio::ip::tcp::socket& of,
                                                    const asio::ip::address& to);

}  // namespace tmss10
