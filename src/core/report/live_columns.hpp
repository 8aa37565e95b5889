// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace tmss10 {

/// Which columns of the live table fit into a terminal, and how wide they are. 0: left
/// out.
struct live_columns {
  std::size_t name = 0;
  std::size_t state = 0;
  std::size_t last = 0;
  std::size_t loss = 0;
  std::size_t bars = 0;
  std::size_t average = 0;
  std::size_t p95 = 0;
  std::size_t outage = 0;
};

/// Blanks between two columns.
inline constexpr std::size_t column_gap = 2;

/// The columns for a line of that width. Where it is narrow, they are left out from the
/// longest outage to the last time; only then are names shortened. Where it is wide, more
/// bars are shown. `names`: the width of the longest name.
[[nodiscard]] live_columns columns_for(std::size_t width, std::size_t names);

}  // namespace tmss10
