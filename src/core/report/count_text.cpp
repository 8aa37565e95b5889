// SPDX-License-Identifier: MIT
#include "count_text.hpp"

namespace tmss10 {

std::string grouped(std::uint64_t number) {
  constexpr std::size_t group = 3;
  auto out = std::to_string(number);
  for (auto at = out.size(); at > group;) {
    at -= group;
    out.insert(at, 1, ',');
  }
  return out;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  auto out = grouped(count).append(" ").append(noun);
  return count == 1 ? out : out + "s";
}

void append_item(std::string& list, std::string_view item) {
  if (!list.empty()) list += ", ";
  list += item;
}

}  // namespace tmss10
