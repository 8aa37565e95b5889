// SPDX-License-Identifier: MIT
#pragma once

#include "net_loop.hpp"
#include <tmss10/core/base/bytes.hpp>

#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10::test {

/// The test's end of a TCP connection, in plain bytes. It speaks only when it is told to;
/// the loop runs while it waits.
class net_socket {
 public:
  net_socket(net_loop& loop, asio::ip::tcp::socket socket);

  /// Connects to a listener of this machine.
  [[nodiscard]] static net_socket to(net_loop& loop, std::uint16_t port,
                                     const std::string& address = "127.0.0.1");

  /// Writes all of it, however long the other side takes.
  void write(bytes_view data);
  /// As much as the other side's system takes within a moment.
  std::size_t write_some(bytes_view data);
  void write_byte_by_byte(bytes_view data);

  /// Reads that many bytes; fewer only when the stream ends before.
  [[nodiscard]] bytes read(std::size_t count);
  /// Reads what comes next, at most so much; nothing only when the stream ends.
  [[nodiscard]] bytes read_some(std::size_t most);
  /// Reads to the end of the stream, whatever kind of end it is.
  [[nodiscard]] bytes read_to_end();
  /// How the stream ended: asio::error::eof, connection_reset…; none as long as it has
  /// not.
  [[nodiscard]] std::error_code end() const { return end_; }

  /// Whether nothing comes for that time, not even an end.
  [[nodiscard]] bool hears_nothing_for(std::chrono::milliseconds time);
  /// Whether the stream ends before anything else comes.
  [[nodiscard]] bool hears_only_the_end();

  void send_fin();
  void reset();
  void close();

  [[nodiscard]] asio::ip::tcp::socket& socket() { return socket_; }
  [[nodiscard]] std::uint16_t local_port() const {
    return socket_.local_endpoint().port();
  }

 private:
  bool read_now(bytes& into, std::size_t most);

  net_loop* loop_;
  asio::ip::tcp::socket socket_;
  std::error_code end_;
};

/// A listener of the test's own at a free port of a loopback address.
class net_listener {
 public:
  explicit net_listener(net_loop& loop, const std::string& address = "127.0.0.1");
  /// One whose port refuses connections until listen().
  [[nodiscard]] static net_listener deaf(net_loop& loop);
  void listen();

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] net_socket accept();
  /// The next connection, if there is one within that time.
  [[nodiscard]] std::optional<net_socket> accept_within(std::chrono::milliseconds time);
  /// Whether somebody connected, or does so within that time.
  [[nodiscard]] bool is_called_within(std::chrono::milliseconds time);
  /// From now on connections to the port are refused.
  void close();
  /// Sets how much the system keeps for connections whose data nobody reads.
  void shrink_receive_buffer();

 private:
  net_listener(net_loop& loop, asio::ip::tcp::acceptor bound);

  net_loop* loop_;
  asio::ip::tcp::acceptor acceptor_;
  std::uint16_t port_;
};

/// A loopback port that nobody listens on.
[[nodiscard]] std::uint16_t closed_port(net_loop& loop);

/// A listener that the system lets nobody connect to any more: the queue of connections
/// to be accepted is full.
class full_listener {
 public:
  explicit full_listener(net_loop& loop);
  [[nodiscard]] std::uint16_t port() const;

 private:
  asio::ip::tcp::acceptor acceptor_;
  std::vector<asio::ip::tcp::socket> queued_;
};

}  // namespace tmss10::test
