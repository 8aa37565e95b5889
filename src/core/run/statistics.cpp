// SPDX-License-Identifier: MIT
#include <tmss10/core/run/statistics.hpp>

namespace tmss10 {

double statistics::loss_percent() const {
  const std::uint64_t decided = received + lost;
  if (decided == 0) return 0;
  return 100.0 * static_cast<double>(lost) / static_cast<double>(decided);
}

bool statistics::falls_short_of(std::optional<std::uint64_t> count) const {
  return received == 0 || (count && received < *count);
}

}  // namespace tmss10
