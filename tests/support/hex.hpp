// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tmss10::test {

/// The bytes that hex digits stand for. Throws std::invalid_argument for anything else:
/// the test is wrong.
inline bytes from_hex(std::string_view digits) {
  bytes out;
  if (digits.size() % 2 != 0) throw std::invalid_argument("hex: half a byte");
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto pair = digits.substr(i, 2);
    unsigned value = 0;
    const auto [end, error] =
        std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
    if (error != std::errc{} || end != pair.data() + pair.size()) {
      throw std::invalid_argument("hex: not a digit");
    }
    out.push_back(static_cast<std::byte>(value));
  }
  return out;
}

/// 32 bytes, as keys and hashes are.
inline std::array<std::byte, 32> block_from_hex(std::string_view digits) {
  const bytes from = from_hex(digits);
  std::array<std::byte, 32> out{};
  if (from.size() != out.size()) throw std::invalid_argument("hex: not 32 bytes");
  std::copy(from.begin(), from.end(), out.begin());
  return out;
}

/// Hex digits of bytes, which an assertion can print.
inline std::string to_hex(bytes_view from) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::byte value : from) {
    out += digits[std::to_integer<std::size_t>(value >> 4U)];
    out += digits[std::to_integer<std::size_t>(value & std::byte{0xF})];
  }
  return out;
}

/// The same bytes with one bit, counted from bit 0 of byte 0, the other way round.
inline bytes with_flipped_bit(bytes_view from, std::size_t bit) {
  bytes out(from.begin(), from.end());
  out[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
  return out;
}

/// A text's bytes, owned.
inline bytes bytes_of(std::string_view text) {
  const auto view = view_of(text);
  return {view.begin(), view.end()};
}

/// Several runs of bytes after one another.
template <typename... Parts>
bytes joined(const Parts&... parts) {
  bytes out;
  (append(out, parts), ...);
  return out;
}

}  // namespace tmss10::test
