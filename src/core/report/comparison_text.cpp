// SPDX-License-Identifier: MIT
#include "comparison_text.hpp"

#include "wrapped.hpp"

namespace tmss10 {

std::vector<std::string> comparison_lines(const run_comparison& of, std::size_t width) {
  constexpr std::size_t indent = 2;
  auto out = wrapped(of.sentence, width);
  for (const auto& item : of.items) {
    for (const auto& line : wrapped(item.sentence, width > indent ? width - indent : 1))
      out.push_back(std::string(indent, ' ') + line);
  }
  return out;
}

}  // namespace tmss10
