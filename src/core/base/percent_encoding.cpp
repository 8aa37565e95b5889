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

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char one : text) {
    if (kept.find(one) != std::string_view::npos) {
      out += one;
      continue;
    }
    const auto byte = static_cast<unsigned char>(one);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out;
}

}  // namespace tmss10
