// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/http_field.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The longest reply head that is read; a proxy's own pages follow it and are not
/// counted.
constexpr std::size_t max_reply_head_size = 16'384;

/// "host:port" as a request target (RFC 9112, section 3.2.3), an IPv6 address in
/// brackets.
[[nodiscard]] std::string authority_of(std::string_view host, std::uint16_t port);

/// A CONNECT request (RFC 9110, section 9.3.6) for an authority. `authorization` is the
/// value of a Proxy-Authorization field, or empty for none; `more` are the user's own
/// fields.
[[nodiscard]] std::string connect_request(std::string_view authority,
                                          std::string_view authorization,
                                          std::span<const http_field> more = {});

/// What a proxy says before its bytes belong to somebody else.
struct http_reply_head {
  int status = 0;
  std::string reason;
  std::vector<http_field> fields;
  /// Bytes of the head, with the empty line that ends it. What follows a 2xx belongs to
  /// the tunnel.
  std::size_t size = 0;
  bool http_1_0 = false;

  /// The values of every field of that name, in order; names have no case (RFC 9110,
  /// section 5.1).
  [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
  /// Whether the proxy keeps the connection after this reply (RFC 9112, section 9.3).
  [[nodiscard]] bool keeps_connection() const;
  /// The length of the body behind a refusal; none when only the end of the connection
  /// tells.
  [[nodiscard]] std::optional<std::uint64_t> body_size() const;
};

/// Reads a reply head from as much as there is. None: more is needed. What a recipient
/// may forgive is forgiven (RFC 9112): a lone LF or several CRs at the end of a line
/// (section 2.2), several blanks in the status line (4), blanks before a colon (5.1), and
/// lines that go on (5.2). A line that is no field is left out, as curl does.
///
/// Fails at the first byte that can't be: with not_http when it does not begin as HTTP
/// does, http_version_unknown when it is not HTTP/1, http_status_malformed, and
/// http_control_character for one but a tab in the head; and with http_head_too_large.
[[nodiscard]] result<std::optional<http_reply_head>> parse_reply_head(
    bytes_view received);

}  // namespace tmss10
