// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// Appends a text in which each %XX becomes the byte that it stands for (RFC 3986,
/// section 2.1); everything else stays, '+' too. False for a '%' without two hex digits
/// after it: then only a part of the text has been appended. It never appends more bytes
/// than the text has, so storage that is reserved for a secret is not left behind.
[[nodiscard]] bool append_percent_decoded(std::string_view text, std::string& to);

/// A text as the value of a parameter in a query: all but letters, digits and "-._~" (RFC
/// 3986, section 2.3) is %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace tmss10
