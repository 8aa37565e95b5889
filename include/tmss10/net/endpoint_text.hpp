// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/tcp.hpp>

#include <string>

namespace tmss10 {

/// "127.0.0.1:80" or "[::1]:80".
[[nodiscard]] std::string endpoint_text(const asio::ip::tcp::endpoint& of);

}  // namespace tmss10
