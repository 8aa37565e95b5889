// SPDX-License-Identifier: MIT
#include "utf8.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tmss10 {
namespace {

std::string hex_escape(unsigned char code) {
  return fmt::format("\\x{:02x}", code);
}

/// What a terminal obeys or does not show: control characters, and those of Unicode's
/// general categories Cf, Zl and Zp that change the order of a text, end its line or are
/// not seen.
constexpr std::array unseen{
    code_range{0x0000, 0x001F},    // C0
    code_range{0x007F, 0x009F},    // DEL and C1
    code_range{0x00AD, 0x00AD},    // soft hyphen
    code_range{0x061C, 0x061C},    // Arabic letter mark
    code_range{0x180E, 0x180E},    // Mongolian vowel separator
    code_range{0x200B, 0x200F},    // zero width, left-to-right and right-to-left mark
    code_range{0x2028, 0x202E},    // line and paragraph separator, embeddings, overrides
    code_range{0x2060, 0x206F},    // word joiner, isolates
    code_range{0xFEFF, 0xFEFF},    // byte order mark
    code_range{0xFFF9, 0xFFFB},    // interlinear annotations
    code_range{0xE0000, 0xE0FFF},  // tags
};

bool is_unseen(std::string_view sequence) {
  const auto code = code_point(sequence);
  return std::any_of(unseen.begin(), unseen.end(), [code](const code_range& range) {
    return code >= range.first && code <= range.last;
  });
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
    if (size > 0 && !is_unseen(sequence)) {
      out += sequence;
    } else {
      for (const char c : sequence)
        out += hex_escape(static_cast<unsigned char>(c));
    }
    text.remove_prefix(sequence.size());
  }
  return out;
}

std::size_t utf8_size(std::string_view text) {
  auto rest = text;
  while (!rest.empty()) {
    const std::size_t size = sequence_size(rest);
    if (size == 0) break;
    rest.remove_prefix(size);
  }
  return text.size() - rest.size();
}

std::string in_quotes(std::string_view text) {
  return "\"" + printable(text) + "\"";
}

}  // namespace tmss10
