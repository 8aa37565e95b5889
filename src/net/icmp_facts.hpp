// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <asio/ip/tcp.hpp>

namespace tmss10 {

/// Adds to an ICMP error what this machine knows of it: whether it sent it itself, which
/// hop limit the socket's connection request to `to` had, and whether the neighbour that
/// leads there answers. Asks the system, which sends nothing.
void add_own_facts(icmp_error& what, asio::ip::tcp::socket& socket,
                   const asio::ip::tcp::endpoint& to);

}  // namespace tmss10
