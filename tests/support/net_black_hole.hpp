// SPDX-License-Identifier: MIT
#pragma once

#include "net_socket.hpp"

#ifdef __linux__
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <linux/filter.h>
#include <system_error>

namespace tmss10::test {

/// From now on the system drops the packets to this socket that are longer than so many
/// bytes, TCP's header with them, as a firewall on the way would: without a word.
inline void lose_packets_over(std::uint32_t size, int socket) {
  std::array<sock_filter, 4> program{{
      {BPF_LD | BPF_W | BPF_LEN, 0, 0, 0},
      {BPF_JMP | BPF_JGT | BPF_K, 1, 0, size},
      {BPF_RET | BPF_K, 0, 0, 0xFFFF'FFFF},
      {BPF_RET | BPF_K, 0, 0, 0},
  }};
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  if (setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter)) != 0) {
    throw std::system_error(errno, std::system_category(), "SO_ATTACH_FILTER");
  }
}

inline void lose_packets_over(std::uint32_t size, net_socket& to) {
  lose_packets_over(size, to.socket().native_handle());
}

/// … every packet to this socket.
inline void lose_packets(net_socket& to) {
  lose_packets_over(0, to);
}

/// From now on they arrive again.
inline void lose_no_packets(net_socket& to) {
  const int unused = 0;
  setsockopt(to.socket().native_handle(), SOL_SOCKET, SO_DETACH_FILTER, &unused,
             sizeof(unused));
}

}  // namespace tmss10::test
#endif
