// SPDX-License-Identifier: MIT
#pragma once

#include "basic_credentials.hpp"
#include "http_exchange.hpp"
#include "http_limits.hpp"
#include "http_stream.hpp"

#include <asio/ip/address.hpp>
#include <asio/ip/tcp.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What an HTTP server does. Its functions are called on the server's thread, and must
/// not wait: all connections would.
struct http_server_settings {
  /// Where to listen; port 0 is a free one. [::] is IPv6 only, so 0.0.0.0 may be there,
  /// too.
  std::vector<asio::ip::tcp::endpoint> listen = {};
  http_limits limits = {};
  /// For the Server field, and for whom credentials are: "TMSS10Exporter".
  std::string name = {};
  /// The methods of a path, in the order in which a refusal names them: all others are
  /// answered with 405. None: GET and HEAD, of every path.
  std::function<std::vector<std::string>(std::string_view path)> methods = {};
  /// Answers a request, at once or later. If it throws before, the client gets 500,
  /// whatever it throws.
  std::function<void(std::shared_ptr<http_exchange>)> handle = {};
  /// Whether somebody is let in; none: everybody is, without credentials.
  std::function<bool(const basic_credentials&)> authorize = {};
  /// Is told of each request that was not let in: who sent it, and whether it had
  /// credentials, wrong ones.
  std::function<void(const asio::ip::address& peer, bool has_credentials)>
      on_unauthorized = {};
  /// Is told the status of each answer before it is sent.
  std::function<void(int status)> on_answer = {};
  /// Such as tls_streams(); none: HTTP as it is.
  http_stream_maker streams = {};
};

/// A server of HTTP/1.0 and 1.1, on a thread of its own. It is made for a port that
/// anybody may connect to: one request for each connection, limits on everything that a
/// client sends, and on how long it takes over it. A connection that waits for its answer
/// needs no thread.
class http_server {
 public:
  /// Listens and starts. Throws std::system_error: "can't listen on 127.0.0.1:80, used by
  /// nginx (process 12): Address already in use", and when the system gives no thread.
  explicit http_server(http_server_settings settings);
  /// Stops.
  ~http_server();
  http_server(const http_server&) = delete;
  http_server& operator=(const http_server&) = delete;
  http_server(http_server&&) = delete;
  http_server& operator=(http_server&&) = delete;

  /// Closes everything at once, and waits until none of the functions runs any more.
  /// Not to be called by one of them. A second time, it does nothing.
  void stop();

  /// Where it listens, in the order of the settings, each with its port.
  [[nodiscard]] std::vector<asio::ip::tcp::endpoint> endpoints() const;

  /// How many descriptors a server with these settings uses at most.
  [[nodiscard]] static std::size_t most_descriptors(const http_server_settings& of);

 private:
  class parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace tmss10
