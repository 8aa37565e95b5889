// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/tcp.hpp>

namespace tmss10 {

/// Programs that this one may start do not get the socket. Nothing to do on Windows,
/// where they get none that they are not meant to have.
void close_on_exec(asio::ip::tcp::socket::native_handle_type socket);

}  // namespace tmss10
