// SPDX-License-Identifier: MIT
#include <tmss10/core/outages.hpp>

#include <algorithm>

namespace tmss10 {

void outages::lost(time_point sent) {
  since_ = std::min(since_.value_or(sent), sent);
}

void outages::answered(time_point now) {
  longest_ = longest(now);
  since_.reset();
}

outages::duration outages::longest(time_point now) const {
  return since_ ? std::max(longest_, now - *since_) : longest_;
}

}  // namespace tmss10
