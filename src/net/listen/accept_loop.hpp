// SPDX-License-Identifier: MIT
#pragma once

#include "acceptor_wait.hpp"
#include "handler_memory.hpp"

#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <functional>

namespace tmss10 {

/// A listening socket that is served. It lets one connection in for each turn of the
/// loop, so that those that are there are served meanwhile. It needs no memory to go on.
class accept_loop {
 public:
  /// How long to rest before the next connection; zero: not at all.
  using rest = std::chrono::milliseconds;
  /// Accepts one connection, if there is one.
  using taker = std::function<rest(asio::ip::tcp::acceptor&)>;

  accept_loop(asio::ip::tcp::acceptor from, taker take);

  [[nodiscard]] asio::ip::tcp::endpoint local_endpoint() const {
    return from_.local_endpoint();
  }
  /// Has connections taken until close(); then calls `on_closed`.
  void open(std::function<void()> on_closed);
  void close();

 private:
  void wait();
  void pause(rest time);
  void go_on();

  asio::ip::tcp::acceptor from_;
  acceptor_wait wait_;
  asio::steady_timer pause_;
  taker take_;
  std::function<void()> on_closed_;
  handler_memory memory_;  // of the wait or the pause under way
};

}  // namespace tmss10
