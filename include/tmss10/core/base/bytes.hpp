// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// Bytes that somebody owns, and a view of bytes that somebody else owns.
using bytes = std::vector<std::byte>;
using bytes_view = std::span<const std::byte>;

/// The unsigned big-endian integer in the first two bytes. There must be two.
[[nodiscard]] constexpr std::uint16_t load_be16(bytes_view from) {
  return static_cast<std::uint16_t>((std::to_integer<unsigned>(from[0]) << 8U) |
                                    std::to_integer<unsigned>(from[1]));
}

/// Writes an unsigned big-endian integer into the first two bytes. There must be two.
constexpr void store_be16(std::span<std::byte> to, std::uint16_t value) {
  to[0] = static_cast<std::byte>(value >> 8U);
  to[1] = static_cast<std::byte>(value & 0xFFU);
}

/// The bytes of a text.
[[nodiscard]] inline bytes_view view_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

inline void append(bytes& to, bytes_view more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// The same bytes as OpenSSL and zlib call them: to be read, or to be written.
[[nodiscard]] inline const unsigned char* raw(bytes_view from) {
  return reinterpret_cast<const unsigned char*>(from.data());
}
[[nodiscard]] inline unsigned char* raw_out(std::span<std::byte> to) {
  return reinterpret_cast<unsigned char*>(to.data());
}

}  // namespace tmss10
