// SPDX-License-Identifier: MIT
#include <tmss10/net/tcp_info.hpp>

// Not <netinet/tcp.h>: the C library's tcp_info ends before the newer fields.
#ifdef __linux__
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstddef>
#include <linux/tcp.h>
#endif

namespace tmss10 {

std::optional<tcp_facts> read_tcp_info([[maybe_unused]] int socket) {
#ifdef __linux__
  tcp_info told{};
  socklen_t size = sizeof(told);
  // A system may tell less: an old one has not the newer fields, QEMU has next to none.
  constexpr socklen_t needed =
      offsetof(tcp_info, tcpi_total_retrans) + sizeof(told.tcpi_total_retrans);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &told, &size) == 0 && size >= needed) {
    const auto min_rtt = told.tcpi_min_rtt == ~0U ? 0U : told.tcpi_min_rtt;
    return tcp_facts{told.tcpi_unacked, told.tcpi_retransmits, told.tcpi_total_retrans,
                     std::chrono::microseconds(told.tcpi_rtt),
                     std::chrono::microseconds(min_rtt)};
  }
#endif
  return std::nullopt;
}

}  // namespace tmss10
