// SPDX-License-Identifier: MIT
#pragma once

#include <asio/error_code.hpp>

namespace tmss10 {

/// Closes a socket or an acceptor; what waits on it ends with operation_aborted. Closing
/// alone does that too, but for a send with Windows' completion ports under Wine 8, which
/// then waits for the peer, as does a receive beside it.
template <class Socket>
void close_socket(Socket& socket) {
  asio::error_code ignored;
  socket.cancel(ignored);
  socket.close(ignored);
}

}  // namespace tmss10
