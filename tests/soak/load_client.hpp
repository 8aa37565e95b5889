// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/core/wire/protocol.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/address_v4.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <random>
#include <system_error>

namespace tmss10::soak {

/// What the clients of one thread share.
struct bench {
  explicit bench(asio::any_io_executor on, std::uint16_t port, std::uint32_t seed);

  asio::any_io_executor executor;
  asio::ip::tcp::endpoint responder;
  site_key key = site_key::open_mode();
  packet_codec codec;
  std::mt19937 random;
  /// A message 1 that was sent once and is sent again and again.
  bytes recorded_message_1;
  bool stopping = false;

  [[nodiscard]] std::size_t number(std::size_t from, std::size_t to);
  [[nodiscard]] bytes random_bytes(std::size_t size);
};

/// The loopback address of a client: 127.0.x.y for an honest one, else 127.1.x.y.
[[nodiscard]] asio::ip::address_v4 honest_address(std::size_t index);
[[nodiscard]] asio::ip::address_v4 hostile_address(std::size_t index);

/// Waits.
[[nodiscard]] asio::awaitable<void> pause(bench& on, std::chrono::nanoseconds time);

/// One connection to the responder, and the session over it if there is one.
class load_client {
 public:
  /// The connection is closed when it has lasted so long.
  load_client(bench& on, std::chrono::nanoseconds limit);
  ~load_client();
  load_client(const load_client&) = delete;
  load_client& operator=(const load_client&) = delete;
  load_client(load_client&&) = delete;
  load_client& operator=(load_client&&) = delete;

  /// Counts that time anew from now: for an honest client, whose limits are for each
  /// stage.
  void begin_stage() { guard_.extend(limit_); }

  // These return why they failed, or no error.

  [[nodiscard]] asio::awaitable<std::error_code> connect(asio::ip::address_v4 from);
  /// Connects, is greeted and shakes hands.
  [[nodiscard]] asio::awaitable<std::error_code> open(asio::ip::address_v4 from,
                                                      const site_key& key);
  /// Sends a ping with that payload, awaits its answer and checks it.
  [[nodiscard]] asio::awaitable<std::error_code> ping(bytes_view payload);
  /// Closes the session in order; the responder must do so, too.
  [[nodiscard]] asio::awaitable<std::error_code> close();
  [[nodiscard]] asio::awaitable<std::error_code> write(bytes_view data);

  /// A ping's sealed message, which is the next in the session.
  [[nodiscard]] bytes sealed_ping(bytes_view payload);
  /// Reads until the responder ends the connection.
  [[nodiscard]] asio::awaitable<void> await_end();
  /// Ends the connection as a crash does.
  void reset();

 private:
  [[nodiscard]] asio::awaitable<result<protocol_event>> next();
  [[nodiscard]] asio::awaitable<std::error_code> write_output();
  [[nodiscard]] std::error_code reason(std::error_code failure) const;

  bench& on_;
  std::chrono::nanoseconds limit_;
  watchdog guard_;
  asio::ip::tcp::socket socket_;
  std::optional<protocol> wire_;
};

}  // namespace tmss10::soak
