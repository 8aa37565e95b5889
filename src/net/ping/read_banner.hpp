// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <system_error>

namespace tmss10 {

/// What came on a connection on which nothing was sent.
struct heard {
  /// The banner, at most event::banner::most_bytes of it; empty if nothing came.
  bytes banner;
  /// When its first byte came or, without one, when the connection ended.
  std::chrono::steady_clock::duration after{};
  /// Asio's code of the end, or of its cancellation; none if the banner came first.
  std::error_code end;
};

/// Reads a peer's banner: its first line, a TMSS10 greeting, or as much as is kept.
/// `early` came before. Whoever awaits it closes the socket to end it: a peer may be
/// silent. Sends nothing.
[[nodiscard]] asio::awaitable<heard> read_banner(asio::ip::tcp::socket& from,
                                                 bytes early);

}  // namespace tmss10
