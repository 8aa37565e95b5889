// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/answer_counts.hpp>

#include <algorithm>

namespace tmss10 {

void answer_counts::add(int status) {
  const auto* const at = std::ranges::find(codes, status);
  if (at != codes.end()) ++counts_.at(static_cast<std::size_t>(at - codes.begin()));
}

answer_counts::figures answer_counts::now() const {
  figures out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out.at(i) = counts_.at(i).load();
  return out;
}

}  // namespace tmss10
