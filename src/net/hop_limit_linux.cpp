// SPDX-License-Identifier: MIT
#include "hop_limit.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/udp.hpp>
#include <asio/ip/unicast.hpp>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace tmss10 {
namespace {

// IPV6_MINHOPCOUNT of <linux/in6.h>, which <netinet/in.h> excludes.
constexpr int v6_least_hops_left = 73;

bool is_v6_socket(asio::ip::tcp::socket& socket) {
  int domain = 0;
  socklen_t size = sizeof(domain);
  const int of = socket.native_handle();
  return getsockopt(of, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_INET6;
}

void set_ip_option(asio::ip::tcp::socket& socket, int v4_option, int v6_option,
                   int value) {
  const bool v6 = is_v6_socket(socket);
  // What cannot be set is seen from the answers: there are none, or other ones.
  (void)setsockopt(socket.native_handle(), v6 ? IPPROTO_IPV6 : IPPROTO_IP,
                   v6 ? v6_option : v4_option, &value, sizeof(value));
}

}  // namespace

bool has_path_requests() {
  return true;
}

void set_hop_limit(asio::ip::tcp::socket& socket, std::optional<int> hops) {
  set_ip_option(socket, IP_TTL, IPV6_UNICAST_HOPS, hops.value_or(-1));
}

std::uint8_t own_hop_limit_to(const asio::ip::tcp::endpoint& to) {
  asio::io_context context;
  const asio::ip::udp::endpoint peer(to.address(), to.port());
  asio::ip::udp::socket socket(context);
  asio::error_code error;
  socket.open(peer.protocol(), error);
  // Only a route has IPv6's. No error: where there is no route, nothing is sent either.
  if (!error) (void)socket.connect(peer, error);
  asio::ip::unicast::hops hops;
  socket.get_option(hops, error);
  const bool is_known = !error && hops.value() > 0 && hops.value() <= 255;
  return is_known ? static_cast<std::uint8_t>(hops.value()) : std::uint8_t{0};
}

void require_hops_left(asio::ip::tcp::socket& socket, int least) {
  set_ip_option(socket, IP_MINTTL, v6_least_hops_left, least);
}

void keep_hops_left(asio::ip::tcp::socket& socket) {
  set_ip_option(socket, IP_RECVTTL, IPV6_RECVHOPLIMIT, 1);
}

std::error_code take_socket_error(asio::ip::tcp::socket& socket) {
  int error = 0;
  socklen_t size = sizeof(error);
  const int of = socket.native_handle();
  if (getsockopt(of, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  return {error, std::system_category()};
}

bool is_soft_error(std::error_code error) {
  // The latter of "port unreachable", and of ICMPv6's "administratively prohibited".
  return error == std::errc::host_unreachable ||
         error == std::errc::network_unreachable ||
         error == std::errc::connection_refused || error == std::errc::permission_denied;
}

}  // namespace tmss10
