// SPDX-License-Identifier: MIT
#pragma once

#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <system_error>

namespace tmss10 {

/// The bytes of an HTTP connection, as they are or encrypted. One read and one other
/// operation may be under way at a time. Each ends by calling what it was given with its
/// error, or with operation_aborted once the socket is closed. Until then, the buffers
/// and the stream must last.
class http_stream {
 public:
  using on_done = std::function<void(std::error_code error, std::size_t bytes)>;

  http_stream() = default;
  virtual ~http_stream() = default;
  http_stream(const http_stream&) = delete;
  http_stream& operator=(const http_stream&) = delete;
  http_stream(http_stream&&) = delete;
  http_stream& operator=(http_stream&&) = delete;

  /// To be called first: what is needed before bytes can be read or written.
  virtual void start(on_done done) = 0;
  /// Whether the client speaks HTTP although it should be HTTPS, after start(). It can
  /// read what is written; all that it is to get is a refusal.
  [[nodiscard]] virtual bool lacks_tls() const { return false; }
  /// Reads what there is; the end of the stream is asio::error::eof.
  virtual void read_some(asio::mutable_buffer into, on_done done) = 0;
  /// Writes all of it.
  virtual void write(std::array<asio::const_buffer, 2> data, on_done done) = 0;
  /// Tells the other side that nothing follows.
  virtual void finish(on_done done) = 0;
  [[nodiscard]] virtual asio::ip::tcp::socket& socket() = 0;
};

/// Makes a stream of a connection that was accepted.
using http_stream_maker =
    std::function<std::unique_ptr<http_stream>(asio::ip::tcp::socket)>;

/// HTTP as it is.
[[nodiscard]] std::unique_ptr<http_stream> plain_stream(asio::ip::tcp::socket socket);

}  // namespace tmss10
