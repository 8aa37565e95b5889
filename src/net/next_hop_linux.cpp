// SPDX-License-Identifier: MIT
#include "netlink_message.hpp"
#include "next_hop.hpp"

#include <array>
#include <cstring>
#include <net/if.h>

namespace tmss10 {
namespace {

template <typename Address>
asio::ip::address address_in(const std::array<unsigned char, 16>& raw) {
  typename Address::bytes_type bytes{};
  std::memcpy(bytes.data(), raw.data(), bytes.size());
  return Address(bytes);
}

}  // namespace

std::optional<next_hop> next_hop_to(const asio::ip::address& to,
                                    const asio::ip::address& from,
                                    std::uint32_t interface_number) {
  const auto target = raw(to);
  // A route may depend on the source.
  const auto source = from.is_unspecified() ? raw_address{} : raw(from);
  rtmsg wanted{};
  wanted.rtm_family = to.is_v4() ? AF_INET : AF_INET6;
  wanted.rtm_dst_len = static_cast<unsigned char>(8 * target.size);
  wanted.rtm_src_len = static_cast<unsigned char>(8 * source.size);
  netlink_message message(RTM_GETROUTE, wanted);
  message.add(RTA_DST, target.bytes.data(), target.size);
  if (source.size != 0) message.add(RTA_SRC, source.bytes.data(), source.size);
  if (interface_number != 0)
    message.add(RTA_OIF, &interface_number, sizeof(interface_number));
  if (message.exchange() != 0) return {};
  next_hop out;
  out.neighbour = to;
  if (message.copy<rtmsg>(RTA_OIF, &out.interface_number, sizeof(out.interface_number)) ==
      0) {
    return {};
  }
  std::array<char, IF_NAMESIZE> name{};
  if (if_indextoname(out.interface_number, name.data()) != nullptr)
    out.interface_name = name.data();
  // A next hop of the other family; its answers are not looked for.
  std::array<unsigned char, 32> other{};
  if (message.copy<rtmsg>(RTA_VIA, other.data(), other.size()) != 0) return {};
  std::array<unsigned char, 16> router{};
  const auto size = message.copy<rtmsg>(RTA_GATEWAY, router.data(), router.size());
  out.is_router = size == target.size;
  if (out.is_router) {
    out.neighbour = to.is_v4() ? address_in<asio::ip::address_v4>(router)
                               : address_in<asio::ip::address_v6>(router);
  }
  return out;
}

}  // namespace tmss10
