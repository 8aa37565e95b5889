// SPDX-License-Identifier: MIT
#include "compared_items.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tmss10 {

compared_item not_compared(compared_part what, std::string sentence) {
  return {what, change_of_part::not_compared, {}, {}, std::move(sentence)};
}

std::string shortened_list(const std::vector<std::string>& names) {
  constexpr std::size_t most_shown = 4;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), most_shown); ++i)
    out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most_shown)
    out += fmt::format(" and {} more", names.size() - most_shown);
  return out;
}

}  // namespace tmss10
