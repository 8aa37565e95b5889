// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/key.hpp>
#include <tmss10/core/packet.hpp>
#include <tmss10/core/responder_event.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace tmss10 {

/// Defaults: docs/protocol.md, "Limits and time-outs".
struct responder_settings {
  /// Local addresses; none: every address of the machine, IPv4 and, where there is one,
  /// IPv6.
  std::vector<std::string> listen;
  /// 0: a free one, the same for all addresses.
  std::uint16_t port = 5000;
  std::size_t max_connections = 10'000;
  /// From accept to the first authentic sealed message.
  std::chrono::nanoseconds start_timeout{std::chrono::seconds(5)};
  std::chrono::nanoseconds idle_timeout{std::chrono::seconds(600)};
};

/// Answers pings. Not for use from several threads.
class responder {
 public:
  using listener = std::function<void(const responder_event&)>;

  /// Listens. Throws std::system_error naming the address that can't be listened on, or
  /// std::invalid_argument for one that is none.
  /// `key` must outlive the responder. `tell` is called on the executor.
  responder(const asio::any_io_executor& executor, responder_settings settings,
            const site_key& key, listener tell);
  ~responder();
  responder(const responder&) = delete;
  responder& operator=(const responder&) = delete;
  responder(responder&&) = delete;
  responder& operator=(responder&&) = delete;

  /// The port that all addresses listen on.
  [[nodiscard]] std::uint16_t port() const;

  /// Accepts and answers until stop(); then ends every session with a close message and
  /// returns when all are gone, a second later at most. To be called once, and awaited
  /// before the responder goes.
  [[nodiscard]] asio::awaitable<void> run();
  void stop();

 private:
  struct connection;
  using acceptor = asio::ip::tcp::acceptor;

  void spawn(asio::awaitable<void> task);
  [[nodiscard]] asio::awaitable<void> accept(acceptor& from);
  void admit(asio::ip::tcp::socket socket);
  [[nodiscard]] asio::awaitable<void> serve(std::shared_ptr<connection> with);
  [[nodiscard]] asio::awaitable<std::error_code> answer_all(connection& with);
  void answer(connection& with);
  [[nodiscard]] asio::awaitable<void> close_session(connection& with);

  asio::any_io_executor executor_;
  responder_settings settings_;
  const site_key& key_;
  listener tell_;
  packet_codec codec_;
  bytes plaintext_;
  std::vector<acceptor> acceptors_;
  std::unordered_set<std::shared_ptr<connection>> connections_;
  asio::steady_timer all_gone_;
  std::size_t tasks_ = 0;  // that run() waits for
  bool stopping_ = false;
};

}  // namespace tmss10
