// SPDX-License-Identifier: MIT
#include <tmss10/core/run/statistics.hpp>

namespace tmss10 {

double statistics::loss_percent() const {
  if (decided() == 0) return 0;
  return 100.0 * static_cast<double>(missed()) / static_cast<double>(decided());
}

bool statistics::falls_short_of(std::optional<std::uint64_t> count) const {
  return received == 0 || (count && received < *count);
}

}  // namespace tmss10
