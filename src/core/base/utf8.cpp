// SPDX-License-Identifier: MIT
#include "utf8.hpp"

#include <algorithm>

namespace tmss10 {
namespace {

/// Whether a second byte makes an overlong form, a surrogate, or what is beyond Unicode
/// (RFC 3629, section 4).
bool is_forbidden(unsigned char first, unsigned char second) {
  return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
         (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
}

}  // namespace

std::size_t sequence_size(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80                     ? 1
                           : first >= 0xC2 && first <= 0xDF ? 2
                           : first >= 0xE0 && first <= 0xEF ? 3
                           : first >= 0xF0 && first <= 0xF4 ? 4
                                                            : 0;
  if (size == 0 || text.size() < size) return 0;
  const auto rest = text.substr(1, size - 1);
  const bool whole = std::all_of(rest.begin(), rest.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
  });
  const bool allowed =
      size < 2 || !is_forbidden(first, static_cast<unsigned char>(text[1]));
  return whole && allowed ? size : 0;
}

std::uint32_t code_point(std::string_view sequence) {
  constexpr unsigned bits_of_rest = 6;
  const auto first = static_cast<unsigned char>(sequence.front());
  if (sequence.size() == 1) return first;
  // A lead byte has as many ones at its front as there are bytes, then a zero.
  std::uint32_t out = first & (0x7FU >> sequence.size());
  for (const char c : sequence.substr(1))
    out = (out << bits_of_rest) | (static_cast<unsigned char>(c) & 0x3FU);
  return out;
}

}  // namespace tmss10
