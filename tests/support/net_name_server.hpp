// SPDX-License-Identifier: MIT
#pragma once

#include "net_loop.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace tmss10::test {

/// A name server on a free port of 127.0.0.1, which answers each question after the same
/// time (RFC 1035). nN.test has the IPv4 address 10.0.0.0 + N, and no name has another.
class net_name_server {
 public:
  net_name_server(net_loop& loop, std::chrono::milliseconds delay);
  ~net_name_server();
  net_name_server(const net_name_server&) = delete;
  net_name_server& operator=(const net_name_server&) = delete;
  net_name_server(net_name_server&&) = delete;
  net_name_server& operator=(net_name_server&&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Questions so far.
  [[nodiscard]] std::size_t asked() const;

 private:
  struct state;
  std::shared_ptr<state> state_;
};

}  // namespace tmss10::test
