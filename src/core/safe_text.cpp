// SPDX-License-Identifier: MIT
#include <tmss10/core/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

std::string hex_escape(unsigned char code) {
  return fmt::format("\\x{:02x}", code);
}

/// Whether a second byte makes an overlong form, a surrogate, or what is beyond Unicode
/// (RFC 3629, section 4).
bool is_forbidden(unsigned char first, unsigned char second) {
  return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
         (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
}

/// The bytes of one UTF-8 sequence at the front of `text` (RFC 3629); 0: there is none.
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

/// Control characters: U+0000 to U+001F, U+007F, and U+0080 to U+009F, which begin with
/// C2 in UTF-8.
bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence.front());
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
}

}  // namespace

std::string escape(bytes_view from, std::size_t most) {
  std::string out;
  for (const std::byte value : from.first(std::min(from.size(), most))) {
    const auto code = std::to_integer<unsigned char>(value);
    const bool plain = code >= 0x20 && code < 0x7F && code != '"' && code != '\\';
    out += plain ? std::string(1, static_cast<char>(code)) : hex_escape(code);
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = sequence_size(text);
    const auto sequence = text.substr(0, std::max<std::size_t>(size, 1));
    if (size > 0 && !is_control(sequence)) {
      out += sequence;
    } else {
      for (const char c : sequence)
        out += hex_escape(static_cast<unsigned char>(c));
    }
    text.remove_prefix(sequence.size());
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  return "\"" + printable(text) + "\"";
}

}  // namespace tmss10
