// SPDX-License-Identifier: MIT
#include "neighbour.hpp"
#include "netlink_message.hpp"
#include "next_hop.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <linux/neighbour.h>
#include <net/if.h>

// A single neighbour can be asked for since Linux 5.0.

namespace tmss10 {
namespace {

/// The number of the interface that a socket is bound to, or that the zone of an address
/// is; 0: any.
std::uint32_t interface_of(asio::ip::tcp::socket& socket, const asio::ip::address& to) {
  std::array<char, IFNAMSIZ> name{};
  auto size = static_cast<socklen_t>(name.size());
  if (getsockopt(socket.native_handle(), SOL_SOCKET, SO_BINDTODEVICE, name.data(),
                 &size) == 0 &&
      size > 0 && name.front() != '\0') {
    return if_nametoindex(name.data());
  }
  return to.is_v6() ? static_cast<std::uint32_t>(to.to_v6().scope_id()) : 0;
}

/// Where a socket sends from; unspecified as long as that is open.
asio::ip::address source_of(asio::ip::tcp::socket& socket) {
  asio::error_code error;
  const auto local = socket.local_endpoint(error);
  return error ? asio::ip::address() : local.address();
}

}  // namespace

std::optional<bool> neighbour_answers(asio::ip::tcp::socket& of,
                                      const asio::ip::address& to) {
  const auto hop = next_hop_to(to, source_of(of), interface_of(of, to));
  if (!hop) return {};
  ndmsg wanted{};
  wanted.ndm_family = hop->neighbour.is_v4() ? AF_INET : AF_INET6;
  wanted.ndm_ifindex = static_cast<int>(hop->interface_number);
  netlink_message message(RTM_GETNEIGH, wanted);
  const auto neighbour = raw(hop->neighbour);
  message.add(NDA_DST, neighbour.bytes.data(), neighbour.size);
  const int error = message.exchange();
  if (error == ENOENT) return true;  // what is rejected here does not get so far
  if (error != 0) return {};
  const auto told = message.body<ndmsg>();
  if (!told || told->ndm_state == NUD_NONE || told->ndm_state == NUD_PROBE) return {};
  return (told->ndm_state & (NUD_INCOMPLETE | NUD_FAILED)) == 0;
}

}  // namespace tmss10
