// SPDX-License-Identifier: MIT
#pragma once

#include "hex.hpp"
#include "net_dial.hpp"
#include "net_socket.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_credentials.hpp>
#include <tmss10/net/tunnel.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tmss10::test {

/// A proxy at a port of this machine; the credentials are "user:secret", or none.
[[nodiscard]] inline proxy_settings proxy_at(std::uint16_t port,
                                             bool with_credentials = false) {
  proxy_settings out{"127.0.0.1", port, nullptr, {}};
  if (with_credentials) {
    out.credentials = std::make_shared<const proxy_credentials>("user", "secret");
  }
  return out;
}

/// A dial to target.example port 5000 through a proxy of the test's.
[[nodiscard]] inline dial_settings dial_through(const net_listener& proxy,
                                                bool with_credentials = false) {
  auto out = dial_to("target.example", 5000);
  out.proxy = proxy_at(proxy.port(), with_credentials);
  return out;
}

/// The head of the next request, with the empty line that ends it; less when the stream
/// ends before.
[[nodiscard]] inline std::string request_from(net_socket& client) {
  std::string out;
  while (!out.ends_with("\r\n\r\n")) {
    const auto next = client.read(1);
    if (next.empty()) break;
    out += static_cast<char>(next.front());
  }
  return out;
}

inline void say(net_socket& client, std::string_view text) {
  client.write(view_of(text));
}

/// A reply without a body.
[[nodiscard]] inline std::string head_of(const std::string& status,
                                         const std::string& fields = {}) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n";
}

/// A refusal that asks for credentials, with so much of a body.
[[nodiscard]] inline std::string challenge(std::size_t body = 0,
                                           const std::string& how = "Basic realm=\"x\"") {
  return head_of("407 Proxy Authentication Required",
                 "Proxy-Authenticate: " + how +
                     "\r\nContent-Length: " + std::to_string(body) + "\r\n") +
         std::string(body, 'b');
}

/// The request for target.example port 5000, and with "user:secret" in Basic.
inline const std::string plain_request = connect_request("target.example:5000", "");
inline const std::string basic_request =
    connect_request("target.example:5000", "Basic dXNlcjpzZWNyZXQ=");

}  // namespace tmss10::test
