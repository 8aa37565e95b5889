// SPDX-License-Identifier: MIT
#include "wrapped.hpp"

#include <tmss10/core/base/text_columns.hpp>

#include <algorithm>

namespace tmss10 {

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (lines.empty() || columns_of(lines.back()) + 1 + columns_of(word) > width) {
      lines.emplace_back(word);
    } else {
      lines.back().append(" ").append(word);
    }
  }
  return lines;
}

void add_wrapped(std::vector<std::string>& to, std::string_view sentence,
                 std::size_t width) {
  constexpr std::size_t hanging = 2;
  bool is_first = true;
  for (const auto& line : wrapped(sentence, width - std::min(width, hanging))) {
    to.push_back(is_first ? line : std::string(hanging, ' ') + line);
    is_first = false;
  }
}

}  // namespace tmss10
