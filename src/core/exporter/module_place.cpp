// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/module_place.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

bool is_of_word(std::string_view text, std::size_t at) {
  constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return at < text.size() && characters.find(text[at]) != std::string_view::npos;
}

/// Where a text has a word; npos for nowhere.
std::size_t find_word(std::string_view text, std::string_view word) {
  auto at = text.find(word);
  while (at != std::string_view::npos &&
         ((at > 0 && is_of_word(text, at - 1)) || is_of_word(text, at + word.size())))
    at = text.find(word, at + 1);
  return at;
}

}  // namespace

std::size_t line_of_key(const module_place& place, std::string_view key) {
  const auto found = std::ranges::find(place.keys, key, &module_key_place::key);
  return found == place.keys.end() ? place.line : found->line;
}

std::size_t line_of_message(const module_place& place, std::string_view message) {
  std::size_t first = std::string_view::npos;
  std::size_t line = place.line;
  for (const auto& [key, key_line] : place.keys) {
    const auto at = find_word(message, key);
    if (at >= first) continue;
    first = at;
    line = key_line;
  }
  return line;
}

}  // namespace tmss10
