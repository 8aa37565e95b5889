// SPDX-License-Identifier: MIT
#include "close_on_exec.hpp"

#ifndef _WIN32
#include <fcntl.h>
#endif

namespace tmss10 {

void close_on_exec([[maybe_unused]] asio::ip::tcp::socket::native_handle_type socket) {
#ifndef _WIN32
  (void)::fcntl(socket, F_SETFD, FD_CLOEXEC);
#endif
}

}  // namespace tmss10
