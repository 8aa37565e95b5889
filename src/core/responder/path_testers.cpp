// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/path_testers.hpp>

#include <algorithm>

namespace tmss10 {

bool path_testers::note(const std::string& address, time_point now) {
  const auto known =
      std::find_if(known_.begin(), known_.end(),
                   [&address](const tester& one) { return one.address == address; });
  if (known != known_.end()) {
    const bool is_news = now - known->last > longest_pause;
    known->last = now;
    return is_news;
  }
  const auto oldest = std::min_element(
      known_.begin(), known_.end(),
      [](const tester& one, const tester& other) { return one.last < other.last; });
  oldest->address = address;
  oldest->last = now;
  return true;
}

}  // namespace tmss10
