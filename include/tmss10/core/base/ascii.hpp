// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// The value of a hex digit in either case; -1 when it is none.
[[nodiscard]] int hex_digit_value(char digit);

/// A text with its ASCII letters in lower case; all else, UTF-8 too, as it is.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A text without the blanks and tabs around it.
[[nodiscard]] std::string_view without_blanks(std::string_view text);

/// Whether a text is a token of HTTP (RFC 9110, section 5.6.2), as names of fields are.
[[nodiscard]] bool is_token(std::string_view text);

/// Whether there is a control character of ASCII in a text: one that ends a line or a
/// header field, or that a header field can't have.
[[nodiscard]] bool has_control_character(std::string_view text);

}  // namespace tmss10
