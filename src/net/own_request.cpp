// SPDX-License-Identifier: MIT
#include <tmss10/net/own_request.hpp>

#include <asio/ip/unicast.hpp>

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cstddef>
#include <fstream>
#include <string>
#endif

namespace tmss10 {
namespace {

#ifdef __linux__
/// The MSS that this side announced.
std::optional<std::uint16_t> announced_mss(int socket) {
  tcp_info told{};
  socklen_t size = sizeof(told);
  constexpr socklen_t needed = offsetof(tcp_info, tcpi_advmss) + sizeof(told.tcpi_advmss);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &told, &size) != 0 || size < needed)
    return std::nullopt;
  // Once both sides use time stamps, the system takes off what they need in each segment.
  constexpr std::uint32_t timestamps_size = 12;
  const bool has_timestamps = (told.tcpi_options & TCPI_OPT_TIMESTAMPS) != 0;
  const auto mss = told.tcpi_advmss + (has_timestamps ? timestamps_size : 0);
  if (told.tcpi_advmss == 0 || mss > 65'535) return std::nullopt;
  return static_cast<std::uint16_t>(mss);
}

/// A setting of TCP, as tcp(7) has it: 0 is off. IPv6 has the same ones.
std::optional<bool> is_on(const char* setting) {
  std::ifstream in(std::string("/proc/sys/net/ipv4/") + setting);
  int value = 0;
  if (!(in >> value)) return std::nullopt;
  return value != 0;
}

void read_from_system(int socket, own_request& to) {
  to.mss = announced_mss(socket);
  to.sack_permitted = is_on("tcp_sack");
  to.timestamps = is_on("tcp_timestamps");
  to.window_scale = is_on("tcp_window_scaling");
}
#else
void read_from_system(int /*socket*/, own_request& /*to*/) {}
#endif

}  // namespace

own_request read_own_request(asio::ip::tcp::socket& of) {
  own_request out;
  asio::error_code error;
  const auto local = of.local_endpoint(error);
  if (error) return out;
  const auto peer = of.remote_endpoint(error);
  if (error) return out;
  out.address = local.address().to_string();
  out.port = local.port();
  out.peer_address = peer.address().to_string();
  out.peer_port = peer.port();
  asio::ip::unicast::hops hops;
  of.get_option(hops, error);
  if (!error && hops.value() > 0 && hops.value() <= 255)
    out.hop_limit = static_cast<std::uint8_t>(hops.value());
  read_from_system(static_cast<int>(of.native_handle()), out);
  return out;
}

}  // namespace tmss10
