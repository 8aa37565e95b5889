// SPDX-License-Identifier: MIT
#include "saved_request.hpp"

#include <tmss10/core/responder/observed_peer.hpp>

#ifdef __linux__
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

namespace tmss10 {

void keep_requests([[maybe_unused]] asio::ip::tcp::acceptor& at) {
#ifdef __linux__
  const int on = 1;
  // If the system refuses, there is no request to tell later.
  (void)setsockopt(at.native_handle(), IPPROTO_TCP, TCP_SAVE_SYN, &on, sizeof(on));
#endif
}

bytes take_request([[maybe_unused]] asio::ip::tcp::socket& of) {
#ifdef __linux__
  bytes out(max_saved_request);
  auto size = static_cast<socklen_t>(out.size());
  if (getsockopt(of.native_handle(), IPPROTO_TCP, TCP_SAVED_SYN, out.data(), &size) ==
      0) {
    out.resize(size);
    return out;
  }
#endif
  return {};
}

}  // namespace tmss10
