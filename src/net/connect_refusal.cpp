// SPDX-License-Identifier: MIT
#include "connect_refusal.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_error.hpp>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/ip/udp.hpp>

#include <cstdint>

namespace tmss10 {
namespace {

using asio::ip::tcp;
using asio::ip::udp;

/// Whether this machine has the loopback address, and with it IPv6.
bool has_v6() {
  asio::io_context context;
  udp::socket socket(context);
  asio::error_code error;
  socket.open(udp::v6(), error);
  if (!error) socket.bind(udp::endpoint(asio::ip::address_v6::loopback(), 0), error);
  return from_network(error) != std::errc::address_not_available &&
         from_network(error) != std::errc::address_family_not_supported;
}

/// What the system says of UDP to that address. To connect a UDP socket sends nothing.
std::error_code udp_refusal(const asio::ip::address& to, bool may_broadcast) {
  constexpr std::uint16_t discard_port = 9;
  asio::io_context context;
  udp::socket socket(context);
  asio::error_code error;
  socket.open(to.is_v4() ? udp::v4() : udp::v6(), error);
  if (!error) socket.set_option(udp::socket::broadcast(may_broadcast), error);
  if (!error) socket.connect(udp::endpoint(to, discard_port), error);
  return from_network(error);
}

std::error_code meaning_of_no_address(const tcp::endpoint& to) {
  // Where this machine itself can't be called so.
  if (to.address().is_unspecified()) {
    return std::make_error_code(std::errc::invalid_argument);
  }
  return to.address().is_v6() && !has_v6() ? errc::ipv6_off : errc::no_local_port;
}

/// Whether an address is of no use without its zone, or of no use at all.
bool may_lack_zone(const asio::ip::address& to) {
  return to.is_unspecified() || to.is_loopback() ||
         (to.is_v6() && to.to_v6().is_link_local());
}

}  // namespace

std::error_code reason_not_to_connect(const asio::ip::address& to) {
  const auto plain = unmapped(to);
  if (plain.is_multicast()) return errc::multicast_address;
  if (plain == asio::ip::address_v4::broadcast()) return errc::broadcast_address;
  return {};
}

bool is_broadcast_here(const asio::ip::address& address) {
  // UDP may be sent there, but must ask for it.
  return address.is_v4() && udp_refusal(address, false) == std::errc::permission_denied &&
         !udp_refusal(address, true);
}

bool is_here(const asio::ip::address& address) {
  asio::io_context context;
  tcp::socket socket(context);  // Wine binds one of UDP to any address
  asio::error_code error;
  socket.open(address.is_v4() ? tcp::v4() : tcp::v6(), error);
  if (!error) socket.bind(tcp::endpoint(address, 0), error);
  return !error;
}

std::error_code with_source_blamed(std::error_code error, const tcp::endpoint& to,
                                   const asio::ip::address& source) {
  if (!source.is_loopback() || is_here(to.address())) return error;
  // Systems refuse at once, or drop the packets.
  const bool can_be =
      error == std::errc::invalid_argument || error == std::errc::network_unreachable ||
      error == std::errc::host_unreachable || error == errc::no_local_port ||
      error == errc::timed_out || error == std::errc::timed_out;
  return can_be ? errc::source_is_loopback : error;
}

std::error_code meaning_of_refusal(std::error_code told, const tcp::endpoint& to) {
  if (told == std::errc::address_family_not_supported && to.address().is_v6()) {
    return errc::ipv6_off;
  }
  if (told == std::errc::address_not_available) return meaning_of_no_address(to);
  if (told == std::errc::address_in_use) return errc::no_local_port;
  if (told == std::errc::network_unreachable && is_broadcast_here(to.address())) {
    return errc::broadcast_address;
  }
  if (told == std::errc::invalid_argument && !may_lack_zone(to.address())) {
    // What Linux says of a route that is a black hole.
    return std::make_error_code(std::errc::network_unreachable);
  }
  return told;
}

}  // namespace tmss10
