// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/http_field.hpp>

#include <asio/ip/tcp.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// A request as it was sent: nothing in it is decoded, and all of it is a stranger's
/// text.
struct http_request {
  std::string method;
  /// Path and query: "/probe?target=a". Begins with a slash, except that of a method that
  /// no handler gets to see.
  std::string target;
  /// For whom the request is: the host and perhaps the port, from the target or else from
  /// the Host field. Empty if that field is, and in HTTP/1.0 also without one.
  std::string host;
  /// In their order. Credentials are not among them.
  std::vector<http_field> fields;
  /// The client, or the last proxy before this server.
  asio::ip::tcp::endpoint peer;

  /// The target up to its question mark, and what is after that.
  [[nodiscard]] std::string_view path() const;
  [[nodiscard]] std::string_view query() const;

  /// The value of a field, whatever the case of its name. The values of several fields of
  /// one name are joined by ", " (RFC 9110, section 5.3).
  [[nodiscard]] std::optional<std::string> field(std::string_view name) const;
};

}  // namespace tmss10
