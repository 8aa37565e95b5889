// SPDX-License-Identifier: MIT
#include <tmss10/net/tcp_info.hpp>

#ifdef __linux__
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace tmss10 {

std::optional<tcp_facts> read_tcp_info([[maybe_unused]] asio::ip::tcp::socket& of) {
#ifdef __linux__
  tcp_info told{};
  socklen_t size = sizeof(told);
  const int handle = of.native_handle();
  if (getsockopt(handle, IPPROTO_TCP, TCP_INFO, &told, &size) == 0) {
    return tcp_facts{told.tcpi_unacked, told.tcpi_retransmits, told.tcpi_total_retrans};
  }
#endif
  return std::nullopt;
}

}  // namespace tmss10
