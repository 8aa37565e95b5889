// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/observation.hpp>

#include <asio/ip/tcp.hpp>

namespace tmss10 {

/// What the system knows of how a connection was asked for. What it does not tell stays
/// empty: only Linux tells the MSS and the TCP options, those by its settings.
[[nodiscard]] own_request read_own_request(asio::ip::tcp::socket& of);

}  // namespace tmss10
