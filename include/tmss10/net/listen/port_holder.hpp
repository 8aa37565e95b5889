// SPDX-License-Identifier: MIT
#pragma once

#include <asio/ip/tcp.hpp>

#include <string>

namespace tmss10 {

/// Who keeps others from listening at `at`: "nginx (process 1234)", "this process", or "a
/// process of user ID 33" when the system hides whose socket it is. Empty when it says
/// nothing at all, as everywhere but on Linux. An IPv6 address is taken for one that
/// would have IPv6 connections only. It looks at a limited number of sockets and
/// processes.
[[nodiscard]] std::string port_holder(const asio::ip::tcp::endpoint& at);

}  // namespace tmss10
