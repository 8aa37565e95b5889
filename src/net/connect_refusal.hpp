// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/tcp.hpp>

#include <system_error>

namespace tmss10 {

/// Why no connection can ever be made to that address: multicast_address, or
/// broadcast_address for the one that is the same everywhere; none if it may be tried.
[[nodiscard]] std::error_code reason_not_to_connect(const asio::ip::address& to);

/// Whether it is the broadcast address of a network that this machine is part of. Asks
/// the system, which sends nothing.
[[nodiscard]] bool is_broadcast_here(const asio::ip::address& address);

/// Whether this machine has that address.
[[nodiscard]] bool is_here(const asio::ip::address& address);

/// source_is_loopback if a connection from that address failed because loopback addresses
/// reach this machine only; else the error as it is.
[[nodiscard]] std::error_code with_source_blamed(std::error_code error,
                                                 const asio::ip::tcp::endpoint& to,
                                                 const asio::ip::address& source);

/// What a system's code from opening a socket or connecting it says, in the form of
/// from_network. One code has several causes: then this asks the system, which sends
/// nothing, and returns ipv6_off, no_local_port or broadcast_address.
[[nodiscard]] std::error_code meaning_of_refusal(std::error_code told,
                                                 const asio::ip::tcp::endpoint& to);

}  // namespace tmss10
