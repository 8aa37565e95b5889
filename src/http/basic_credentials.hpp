// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"
#include "http_request.hpp"
#include <tmss10/core/base/secret_text.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// A user name and a password, as a client says them (RFC 7617).
struct basic_credentials {
  std::string user;
  secret_text password;
};

/// Takes the Authorization fields out of a request and overwrites them, so that no
/// handler can show them. None when there is not exactly one, or when it has no basic
/// credentials.
[[nodiscard]] std::optional<basic_credentials> take_credentials(http_request& from);

/// 401, which asks for basic credentials for `realm`, a text without quotes.
[[nodiscard]] http_answer credentials_needed(std::string_view realm);

}  // namespace tmss10
