// SPDX-License-Identifier: MIT
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tmss10 {

/// A listening socket. An IPv6 one takes IPv6 only, so that the IPv4 address is free for
/// its own. Throws std::system_error: "can't listen on NAME", and who has the port where
/// the system says so.
[[nodiscard]] asio::ip::tcp::acceptor listen_at(const asio::any_io_executor& executor,
                                                const asio::ip::tcp::endpoint& at,
                                                const std::string& name);

/// Listens at one port on these local addresses, or without any on every address of the
/// machine, IPv4 and, where there is one, IPv6. At port 0, a port that is free for all of
/// them. Throws std::system_error naming the address that can't be listened on, and who
/// has the port where the system says so, or std::invalid_argument for one that is none.
[[nodiscard]] std::vector<asio::ip::tcp::acceptor> listen(
    const asio::any_io_executor& executor, const std::vector<std::string>& addresses,
    std::uint16_t port);

}  // namespace tmss10
