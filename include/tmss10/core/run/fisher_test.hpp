// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace tmss10 {

/// So many of all.
struct share_of_all {
  std::uint64_t some = 0;
  std::uint64_t all = 0;

  bool operator==(const share_of_all&) const = default;
};

/// How likely it is that chance alone makes the first share as great as it is or greater,
/// if both have one cause: R. A. Fisher's exact test, one-sided. 1 unless the first share
/// is the greater one.
[[nodiscard]] double chance_of_greater_share(const share_of_all& first,
                                             const share_of_all& second);

}  // namespace tmss10
