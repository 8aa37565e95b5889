// SPDX-License-Identifier: MIT
#pragma once

#include "net_socket.hpp"

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace tmss10::test {

/// A listener that accepts every connection at once, does something with it, and keeps
/// it.
class accept_all {
 public:
  /// `act` is told how many connections there were before, and must not run the loop.
  accept_all(net_loop& loop, std::function<void(std::size_t, net_socket&)> act)
      : loop_(&loop),
        act_(std::move(act)),
        acceptor_(loop.executor(),
                  asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    accept();
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  [[nodiscard]] std::vector<net_socket>& accepted() { return accepted_; }

 private:
  void accept() {
    acceptor_.async_accept(
        [this](const asio::error_code& error, asio::ip::tcp::socket socket) {
          if (error) return;  // the listener is gone
          accepted_.emplace_back(*loop_, std::move(socket));
          act_(accepted_.size() - 1, accepted_.back());
          accept();
        });
  }

  net_loop* loop_;
  std::function<void(std::size_t, net_socket&)> act_;
  asio::ip::tcp::acceptor acceptor_;
  std::vector<net_socket> accepted_;
};

}  // namespace tmss10::test
