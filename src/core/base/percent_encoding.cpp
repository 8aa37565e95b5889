// SPDX-License-Identifier: MIT
#include "percent_encoding.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <cstddef>

namespace tmss10 {

bool append_percent_decoded(std::string_view text, std::string& to) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      to += text[i];
      continue;
    }
    const auto digits = text.substr(i + 1, 2);
    const int high = digits.size() == 2 ? hex_digit_value(digits[0]) : -1;
    const int low = digits.size() == 2 ? hex_digit_value(digits[1]) : -1;
    if (high < 0 || low < 0) return false;
    to += static_cast<char>(high * 16 + low);
    i += digits.size();
  }
  return true;
}

}  // namespace tmss10
