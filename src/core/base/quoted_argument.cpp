// SPDX-License-Identifier: MIT
#include <tmss10/core/base/quoted_argument.hpp>

#include <cstddef>

namespace tmss10 {

std::string quoted_argument(std::string_view argument) {
  constexpr std::string_view special = " \t\n\v\"";
  if (!argument.empty() && argument.find_first_of(special) == std::string_view::npos)
    return std::string(argument);
  std::string out = "\"";
  std::size_t backslashes = 0;  // at the end of `out`
  for (const char c : argument) {
    // They escape themselves before a quotation mark, and nowhere else.
    if (c == '"') out.append(backslashes + 1, '\\');
    backslashes = c == '\\' ? backslashes + 1 : 0;
    out += c;
  }
  out.append(backslashes, '\\');
  return out + '"';
}

}  // namespace tmss10
