// SPDX-License-Identifier: MIT
#include <tmss10/core/run/round_trip_sample.hpp>

namespace tmss10 {

void round_trip_sample::add(std::chrono::nanoseconds round_trip) {
  const bool is_wanted = measured_++ % every_ == 0;
  if (!is_wanted) return;
  if (kept_.size() == most_kept) {
    // Those at even places stay. This one's place is even, too.
    for (std::size_t i = 0; i < most_kept / 2; ++i)
      kept_[i] = kept_[2 * i];
    kept_.resize(most_kept / 2);
    every_ *= 2;
  }
  kept_.push_back(round_trip);
}

}  // namespace tmss10
