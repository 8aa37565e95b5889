// SPDX-License-Identifier: MIT
#pragma once

#include "http/http_server.hpp"
#include "net_socket.hpp"

#include <string>
#include <string_view>

namespace tmss10::test {

/// An answer of an HTTP server as it came, taken apart.
struct http_reply {
  int status = 0;  ///< 0: it is none
  std::string head;
  std::string body;

  /// The value of a field; empty without it.
  [[nodiscard]] std::string field(std::string_view name) const;
};

[[nodiscard]] http_reply reply_of(bytes_view from);

/// An HTTP server on a thread of its own, and clients of it on the test's thread.
class net_http {
 public:
  /// Listens at a free port of 127.0.0.1 unless the settings say otherwise. Without a
  /// handler, it answers with the method and the target.
  explicit net_http(http_server_settings settings = {});

  [[nodiscard]] net_loop& loop() { return loop_; }
  [[nodiscard]] http_server& server() { return server_; }
  [[nodiscard]] std::uint16_t port() const { return server_.endpoints().front().port(); }

  [[nodiscard]] net_socket connect();
  /// Connects and sends that.
  [[nodiscard]] net_socket begin(std::string_view request);
  /// What comes until the server closes the connection.
  [[nodiscard]] http_reply ask(std::string_view request);
  /// The same with a GET for that target.
  [[nodiscard]] http_reply get(std::string_view target);

 private:
  net_loop loop_;
  http_server server_;
};

/// Whether this machine has ::1.
[[nodiscard]] bool has_ipv6();

/// GET in HTTP/1.1.
[[nodiscard]] std::string get_request(std::string_view target);

}  // namespace tmss10::test
