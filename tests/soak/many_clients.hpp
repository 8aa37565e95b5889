// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/wire/key.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/session.hpp>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tmss10::soak {

/// Many clients of one responder, all on one thread.
class many_clients {
 public:
  explicit many_clients(std::uint16_t port) : port_(port) {}

  /// Connects so many, each with one ping that is answered. Throws std::system_error for
  /// one that is not.
  void connect(std::size_t count);
  /// Pings over all connections, each with the next ping when the last is answered, for
  /// that time and until each was answered. How many were answered.
  std::uint64_t ping(std::chrono::nanoseconds time);
  /// Asks over each connection how it is seen, one after the other. Throws
  /// std::runtime_error for an answer that is none.
  void observe();
  /// Waits for the responder to end all sessions. How many got a close message.
  std::size_t await_ends();

  [[nodiscard]] std::size_t size() const { return sessions_.size(); }

 private:
  [[nodiscard]] asio::awaitable<void> connect_next();
  [[nodiscard]] asio::awaitable<void> ping_once(session& over);
  [[nodiscard]] asio::awaitable<void> ping_until_end(session& over);
  [[nodiscard]] asio::awaitable<void> observe_all();
  [[nodiscard]] asio::awaitable<void> ask(session& over, const request& what,
                                          response& said);
  [[nodiscard]] asio::awaitable<void> await_end(session& over);
  void spawn(asio::awaitable<void> task);
  void run();

  std::uint16_t port_;
  asio::io_context io_{1};
  site_key key_ = site_key::open_mode();
  packet_codec codec_;
  std::vector<std::unique_ptr<session>> sessions_;
  std::size_t to_connect_ = 0;
  std::chrono::steady_clock::time_point end_;
  std::uint64_t answered_ = 0;
  std::size_t closed_ = 0;
};

}  // namespace tmss10::soak
