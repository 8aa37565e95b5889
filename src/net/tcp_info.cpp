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

#ifdef __linux__
namespace {

/// Linux tells of the peer's window since 5.4. Without it, unsent bytes may wait for
/// room.
std::uint32_t held_back(const tcp_info& told, socklen_t size) {
  constexpr socklen_t needed =
      offsetof(tcp_info, tcpi_snd_wnd) + sizeof(told.tcpi_snd_wnd);
  const bool has_room = size >= needed && told.tcpi_snd_wnd >= told.tcpi_notsent_bytes;
  return told.tcpi_unacked == 0 && has_room ? told.tcpi_notsent_bytes : 0;
}

}  // namespace
#endif

std::optional<tcp_facts> read_tcp_info([[maybe_unused]] int socket) {
#ifdef __linux__
  tcp_info told{};
  socklen_t size = sizeof(told);
  // A system may tell less: an old one has not the newer fields, QEMU has next to none.
  constexpr socklen_t needed =
      offsetof(tcp_info, tcpi_total_retrans) + sizeof(told.tcpi_total_retrans);
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &told, &size) == 0 && size >= needed) {
    const auto min_rtt = told.tcpi_min_rtt == ~0U ? 0U : told.tcpi_min_rtt;
    return tcp_facts{told.tcpi_unacked,
                     told.tcpi_retransmits,
                     told.tcpi_total_retrans,
                     std::chrono::microseconds(told.tcpi_rtt),
                     std::chrono::microseconds(min_rtt),
                     held_back(told, size)};
  }
#endif
  return std::nullopt;
}

std::optional<segment_facts> read_segment_facts([[maybe_unused]] int socket) {
#ifdef __linux__
  tcp_info told{};
  socklen_t size = sizeof(told);
  constexpr socklen_t needed = offsetof(tcp_info, tcpi_advmss) + sizeof(told.tcpi_advmss);
  // RFC 7323, section 3.2, with its padding.
  constexpr std::uint32_t timestamps = 12;
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &told, &size) == 0 && size >= needed) {
    const bool has_timestamps = (told.tcpi_options & TCPI_OPT_TIMESTAMPS) != 0;
    const std::uint32_t options = has_timestamps ? timestamps : 0;
    segment_facts out;
    out.send_mss = told.tcpi_snd_mss;
    out.receive_mss = told.tcpi_rcv_mss;
    // Once connected, the system takes the options off what it has advertised.
    out.advertised_mss = told.tcpi_advmss + options;
    out.options = options;
    out.unacknowledged = told.tcpi_unacked;
    out.out_of_order = told.tcpi_rcv_ooopack;
    out.smoothed_round_trip = std::chrono::microseconds(told.tcpi_rtt);
    out.held_back = held_back(told, size);
    return out;
  }
#endif
  return std::nullopt;
}

}  // namespace tmss10
