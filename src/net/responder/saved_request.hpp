// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <asio/ip/tcp.hpp>

namespace tmss10 {

/// Has the system keep the connection requests of what is accepted from now on: for each
/// connection, some 100 bytes of the system's memory. Only Linux does (TCP_SAVE_SYN);
/// elsewhere nothing happens.
void keep_requests(asio::ip::tcp::acceptor& at);

/// The IP and TCP headers of the request for that connection. The system has them no
/// longer after that; empty where it never had them, or they are too long to be told.
[[nodiscard]] bytes take_request(asio::ip::tcp::socket& of);

}  // namespace tmss10
