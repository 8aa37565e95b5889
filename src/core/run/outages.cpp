// SPDX-License-Identifier: MIT
#include <tmss10/core/run/outages.hpp>

#include <algorithm>

namespace tmss10 {

void outages::lost(time_point sent) {
  const auto began = std::max(sent, last_answer_);
  since_ = std::min(since_.value_or(began), began);
}

void outages::answered(time_point now) {
  longest_ = longest(now);
  since_.reset();
  last_answer_ = now;
}

void outages::held_up(duration length) {
  if (since_) *since_ += length;
  if (last_answer_ != time_point::min()) last_answer_ += length;
}

outages::duration outages::longest(time_point now) const {
  return since_ ? std::max(longest_, now - *since_) : longest_;
}

}  // namespace tmss10
