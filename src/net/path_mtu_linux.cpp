// SPDX-License-Identifier: MIT
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_interface.hpp>
#include <tmss10/net/path_mtu.hpp>

#include <asio/io_context.hpp>
#include <asio/ip/udp.hpp>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <net/if.h>
#include <string>

namespace tmss10 {
namespace {

using asio::ip::udp;

/// A socket that is "connected" without a packet: that looks up the route.
bool connect_without_packet(udp::socket& socket, const asio::ip::address& to,
                            const local_end& from) {
  constexpr std::uint16_t discard_port = 9;  // RFC 863; nothing is sent there
  const udp::endpoint there(to, discard_port);
  asio::error_code error;
  socket.open(there.protocol(), error);
  if (error) return false;
  if (from.interface_name) {
    const auto& name = *from.interface_name;
    if (setsockopt(socket.native_handle(), SOL_SOCKET, SO_BINDTODEVICE, name.c_str(),
                   static_cast<socklen_t>(name.size() + 1)) != 0) {
      return false;
    }
  }
  if (from.address) {
    const auto local = read_address(*from.address);
    if (!local) return false;
    socket.bind(udp::endpoint(*local, 0), error);
    if (error) return false;
  }
  socket.connect(there, error);
  return !error;
}

std::optional<std::uint32_t> mtu_of_route(udp::socket& socket, bool is_v6) {
  int out = 0;
  socklen_t size = sizeof(out);
  const int level = is_v6 ? IPPROTO_IPV6 : IPPROTO_IP;
  const int option = is_v6 ? IPV6_MTU : IP_MTU;
  if (getsockopt(socket.native_handle(), level, option, &out, &size) != 0 || out <= 0)
    return std::nullopt;
  return static_cast<std::uint32_t>(out);
}

std::optional<std::uint32_t> mtu_of_interface(udp::socket& socket) {
  asio::error_code error;
  const auto local = socket.local_endpoint(error);
  if (error) return std::nullopt;
  const auto name = interface_with(local.address());
  ifreq asked{};
  if (name.empty() || name.size() >= sizeof(asked.ifr_name)) return std::nullopt;
  std::copy(name.begin(), name.end(), asked.ifr_name);
  if (ioctl(socket.native_handle(), SIOCGIFMTU, &asked) != 0 || asked.ifr_mtu <= 0)
    return std::nullopt;
  return static_cast<std::uint32_t>(asked.ifr_mtu);
}

}  // namespace

path_mtu path_mtu_towards(const asio::ip::address& to, const local_end& from) {
  asio::io_context unused;
  udp::socket socket(unused);
  if (!connect_without_packet(socket, to, from)) return {};
  return {mtu_of_route(socket, to.is_v6()), mtu_of_interface(socket)};
}

std::optional<std::uint32_t> believed_path_mtu(const asio::any_io_executor& executor,
                                               const asio::ip::address& to,
                                               const local_end& from) {
  udp::socket socket(executor);
  if (!connect_without_packet(socket, to, from)) return std::nullopt;
  return mtu_of_route(socket, to.is_v6());
}

bool probes_mtu() {
  std::ifstream setting("/proc/sys/net/ipv4/tcp_mtu_probing");
  int value = 0;
  return setting >> value && value > 0;
}

}  // namespace tmss10
