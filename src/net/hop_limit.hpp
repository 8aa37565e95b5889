// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <optional>
#include <system_error>

namespace tmss10 {

/// Whether this system shows an ordinary user how far connection requests get.
[[nodiscard]] bool has_path_requests();

/// Limits the hops of all that is sent on that socket from now on; none: the system's own
/// limit.
void set_hop_limit(asio::ip::tcp::socket& socket, std::optional<int> hops);

/// The system's own limit for what is sent to that address; 0 if it does not tell. Asks
/// the system, which sends nothing.
[[nodiscard]] std::uint8_t own_hop_limit_to(const asio::ip::tcp::endpoint& to);

/// Drops whatever arrives on that socket with fewer hops left.
void require_hops_left(asio::ip::tcp::socket& socket, int least);

/// Asks the system to keep, with ICMP errors, how many hops they had left.
void keep_hops_left(asio::ip::tcp::socket& socket);

/// The error that the system has noted for a socket since the last call; none without
/// one, and on other systems.
[[nodiscard]] std::error_code take_socket_error(asio::ip::tcp::socket& socket);

/// Whether it means that an ICMP error came on a connection, which goes on: a hop limit
/// was used up, or the peer cannot be reached.
[[nodiscard]] bool is_soft_error(std::error_code error);

}  // namespace tmss10
