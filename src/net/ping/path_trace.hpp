// SPDX-License-Identifier: MIT
#pragma once

#include "path_connection.hpp"
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/local_end.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tmss10 {

/// What a trace of data starts from.
struct path_trace_settings {
  local_end from;
  asio::ip::tcp::endpoint to;
  /// The source port of a connection on which data did not arrive: all of the trace goes
  /// the same way then.
  std::uint16_t local_port = 0;
  lost_data which = lost_data::handshake;
  /// How long an answer may take, judging by those so far.
  std::chrono::steady_clock::duration patience{0};
  /// As many connections may be made.
  std::size_t most_connections = 0;
};

/// Finds the last hop that data gets to: pieces of it with growing hop limits, on as few
/// connections as possible, one after the other.
class path_trace {
 public:
  path_trace(path_trace_settings settings, const site_key& key);

  /// Fills in data_again, last_data_hop and misses_data_reports, in about 2.5 s, or until
  /// `limit` is tripped. Asks the routers among the hops that answered before.
  [[nodiscard]] asio::awaitable<void> run(path& into, watchdog& limit);

  /// How many connections it made.
  [[nodiscard]] std::size_t connections() const { return connections_; }

 private:
  [[nodiscard]] asio::awaitable<bool> connect();
  [[nodiscard]] asio::awaitable<std::optional<data_state>> ask(
      std::optional<std::size_t> hop);
  [[nodiscard]] asio::awaitable<void> ask_hops(path& into);
  [[nodiscard]] asio::awaitable<bool> ask_twice(path& into,
                                                const std::vector<std::size_t>& routers,
                                                std::size_t& at);

  path_trace_settings settings_;
  const site_key& key_;
  std::unique_ptr<path_connection> connection_;
  std::size_t connections_ = 0;
  bool over_ = false;
};

}  // namespace tmss10
