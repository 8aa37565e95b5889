// SPDX-License-Identifier: MIT
#include "icmp_facts.hpp"

#include "neighbour.hpp"

#include <asio/ip/unicast.hpp>

#include <cstdint>

namespace tmss10 {

void add_own_facts(icmp_error& what, asio::ip::tcp::socket& socket,
                   const asio::ip::tcp::endpoint& to) {
  asio::error_code error;
  const auto local = socket.local_endpoint(error);
  // This machine sends its own ICMP errors from the address to which it sends them.
  what.is_from_here = !error && what.sender == local.address().to_string();
  asio::ip::unicast::hops hops;
  socket.get_option(hops, error);
  if (!error && hops.value() > 0 && hops.value() <= 255)
    what.own_hop_limit = static_cast<std::uint8_t>(hops.value());
  if (what.is_from_here && meaning_of(what) == icmp_meaning::host_unreachable)
    what.neighbour_answers = neighbour_answers(socket, to.address());
}

}  // namespace tmss10
