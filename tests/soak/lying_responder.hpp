// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/session.hpp>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace tmss10::soak {

/// What a responder that means harm answers to Observe.
struct observe_lie {
  std::string name;
  /// The plaintext of the sealed message. Empty: no message, but a reset.
  bytes plaintext;
  /// Whether the client is to believe that it is a statement, whatever is in it.
  bool is_statement = false;
};

/// Every kind of them.
[[nodiscard]] std::vector<observe_lie> observe_lies();

/// A responder on a free loopback port, in a thread of its own, that answers pings as any
/// other does, and Observe with a lie.
class lying_responder {
 public:
  explicit lying_responder(observe_lie lie);
  /// Ends it at once.
  ~lying_responder();
  lying_responder(const lying_responder&) = delete;
  lying_responder& operator=(const lying_responder&) = delete;
  lying_responder(lying_responder&&) = delete;
  lying_responder& operator=(lying_responder&&) = delete;

  [[nodiscard]] std::uint16_t port() const;

 private:
  [[nodiscard]] asio::awaitable<void> serve();
  [[nodiscard]] asio::awaitable<void> answer(session& over);

  observe_lie lie_;
  site_key key_ = site_key::open_mode();
  asio::io_context io_{1};
  asio::ip::tcp::acceptor acceptor_;
  std::thread thread_;
};

}  // namespace tmss10::soak
