// SPDX-License-Identifier: MIT
#include "utf8.hpp"
#include <tmss10/core/base/text_columns.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace tmss10 {
namespace {

/// Characters that take two columns, by blocks: in some, a few take only one.
constexpr std::array wide{
    code_range{0x1100, 0x115F},    // Hangul Jamo, leading consonants
    code_range{0x231A, 0x231B},    // watch, hourglass
    code_range{0x2329, 0x232A},    // angle brackets
    code_range{0x23E9, 0x23F3},    // signs of players and clocks
    code_range{0x25FD, 0x25FE},    // squares
    code_range{0x2614, 0x2615},    // signs and emoji from here
    code_range{0x2648, 0x2653},    //
    code_range{0x267F, 0x267F},    //
    code_range{0x2693, 0x26FD},    //
    code_range{0x2705, 0x2705},    //
    code_range{0x270A, 0x270B},    //
    code_range{0x2728, 0x2728},    //
    code_range{0x274C, 0x2757},    //
    code_range{0x2795, 0x2797},    //
    code_range{0x27B0, 0x27BF},    //
    code_range{0x2B1B, 0x2B55},    // to here
    code_range{0x2E80, 0x303E},    // radicals, punctuation
    code_range{0x3041, 0xA4CF},    // kana, ideographs, Yi
    code_range{0xA960, 0xA97F},    // more Hangul Jamo
    code_range{0xAC00, 0xD7A3},    // Hangul
    code_range{0xF900, 0xFAFF},    // compatibility ideographs
    code_range{0xFE10, 0xFE1F},    // vertical forms
    code_range{0xFE30, 0xFE6F},    // compatibility and small forms
    code_range{0xFF00, 0xFF60},    // full width
    code_range{0xFFE0, 0xFFE6},    //
    code_range{0x16FE0, 0x1B2FF},  // Tangut, Khitan, more kana
    code_range{0x1F004, 0x1F004},  // Mahjong
    code_range{0x1F0CF, 0x1F0CF},  // joker
    code_range{0x1F18E, 0x1F265},  // squared signs
    code_range{0x1F300, 0x1F64F},  // emoji
    code_range{0x1F680, 0x1F6FF},  //
    code_range{0x1F7E0, 0x1F7FF},  //
    code_range{0x1F900, 0x1F9FF},  //
    code_range{0x1FA70, 0x1FAFF},  //
    code_range{0x20000, 0x3FFFD},  // more ideographs
};

/// The usual marks that stand above or below another character. Rarer ones count as a
/// column: a line that is too short does no harm.
constexpr std::array combining{
    code_range{0x0300, 0x036F},  // diacritical marks
    code_range{0x0483, 0x0489},  // Cyrillic
    code_range{0x0591, 0x05BD},  // Hebrew
    code_range{0x064B, 0x065F},  // Arabic
    code_range{0x1AB0, 0x1ACE},  // more diacritical marks
    code_range{0x1DC0, 0x1DFF},  //
    code_range{0x20D0, 0x20F0},  // for symbols
    code_range{0xFE00, 0xFE0F},  // variation selectors
    code_range{0xFE20, 0xFE2F},  // half marks
};

bool is_in(std::span<const code_range> ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const code_range& range) {
    return code >= range.first && code <= range.last;
  });
}

/// The first character of a text, with its width.
struct character {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

character first_of(std::string_view text) {
  const auto size = sequence_size(text);
  if (size <= 1) return {};
  const auto code = code_point(text.substr(0, size));
  const std::size_t columns = is_in(combining, code) ? 0 : is_in(wide, code) ? 2 : 1;
  return {size, columns};
}

/// As much of the end of a text as fits.
std::string_view back_of(std::string_view text, std::size_t columns) {
  auto too_wide = columns_of(text);
  while (too_wide > columns) {
    const auto next = first_of(text);
    text.remove_prefix(next.bytes);
    too_wide -= next.columns;
  }
  return text;
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto next = first_of(text);
    columns += next.columns;
    text.remove_prefix(next.bytes);
  }
  return columns;
}

std::string padded(std::string_view text, std::size_t columns) {
  const auto width = columns_of(text);
  return std::string(text) + std::string(std::max(columns, width) - width, ' ');
}

std::string right_aligned(std::string_view text, std::size_t columns) {
  const auto width = columns_of(text);
  return std::string(std::max(columns, width) - width, ' ') + std::string(text);
}

std::string_view front_of(std::string_view text, std::size_t columns) {
  std::size_t size = 0;
  std::size_t width = 0;
  while (size < text.size()) {
    const auto next = first_of(text.substr(size));
    width += next.columns;
    if (width > columns) break;
    size += next.bytes;
  }
  return text.substr(0, size);
}

std::string without_middle(std::string_view text, std::size_t columns) {
  constexpr std::string_view dots = "..";
  if (columns_of(text) <= columns) return std::string(text);
  if (columns <= 2 * dots.size()) return std::string(front_of(text, columns));
  const auto kept = columns - dots.size();
  const auto back = back_of(text, kept / 2);
  return std::string(front_of(text, kept - kept / 2)).append(dots).append(back);
}

}  // namespace tmss10
