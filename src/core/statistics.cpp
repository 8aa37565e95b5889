// SPDX-License-Identifier: MIT
#include <tmss10/core/statistics.hpp>

namespace tmss10 {

double statistics::loss_percent() const {
  const std::uint64_t decided = received + lost;
  if (decided == 0) return 0;
  return 100.0 * static_cast<double>(lost) / static_cast<double>(decided);
}

}  // namespace tmss10
