// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>

namespace tmss10 {

/// What an HTTP server gives to its clients, and no more. Sizes are in bytes.
struct http_limits {
  /// Connections at the same time. When all are taken, one is closed for the next one if
  /// its client has been answered, or keeps the server waiting (see who_gives_way).
  std::size_t connections = 64;
  /// Further connections at the same time, which are only told to come back later.
  std::size_t refusals = 8;
  /// RFC 9112, section 3, recommends at least 8,000.
  std::size_t request_line = 8192;
  /// Request line and header fields; Go's and nginx's limits are of this kind.
  std::size_t head = 16384;
  std::size_t fields = 100;
  /// Of a body, by its Content-Length. It is not looked at.
  std::size_t body = 1024;

  /// From the connection to the end of the request's head, a TLS handshake included.
  std::chrono::milliseconds head_time{10'000};
  /// From there until the handler answers.
  std::chrono::milliseconds answer_time{120'000};
  /// For sending the answer, and as much more as it takes at the rate, in bytes a second.
  std::chrono::milliseconds write_time{10'000};
  std::size_t write_rate = 65'536;
  /// For the client to close the connection after that. To close it at once could take
  /// the answer away from it (RFC 9112, section 9.6).
  std::chrono::milliseconds close_time{1'000};
};

}  // namespace tmss10
