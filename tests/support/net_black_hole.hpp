// SPDX-License-Identifier: MIT
#pragma once

#include "net_socket.hpp"

#ifdef __linux__
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace tmss10::test {

/// TCP drops IPv4 packets to this socket whose time to live is smaller; 0: none. A socket
/// filter would do, too, but some systems and containers let only root attach one.
inline void require_time_to_live(int least, net_socket& to) {
  if (setsockopt(to.socket().native_handle(), IPPROTO_IP, IP_MINTTL, &least,
                 sizeof(least)) != 0) {
    throw std::system_error(errno, std::system_category(), "IP_MINTTL");
  }
}

/// From now on the system drops every packet to this socket, as a firewall on the way
/// would: without a word.
inline void lose_packets(net_socket& to) {
  constexpr int largest = 255;  // packets begin with 64, whatever the sender
  require_time_to_live(largest, to);
}

/// From now on they arrive again.
inline void lose_no_packets(net_socket& to) {
  require_time_to_live(0, to);
}

}  // namespace tmss10::test
#endif
