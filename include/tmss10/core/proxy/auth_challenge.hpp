// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/proxy/http_connect.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// One way of the several in which a proxy lets itself be answered (RFC 9110,
/// section 11.3).
struct auth_challenge {
  std::string scheme;  // in lower case
  std::vector<http_field> parameters;

  /// The value of a parameter; empty when there is none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

/// Every challenge in the Proxy-Authenticate fields of a reply. What can't be read is
/// left out.
[[nodiscard]] std::vector<auth_challenge> parse_challenges(const http_reply_head& head);

}  // namespace tmss10
