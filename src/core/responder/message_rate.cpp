// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/message_rate.hpp>

#include <algorithm>

namespace tmss10 {

// The generic cell rate algorithm (ITU-T I.371): a leaky bucket in one time.
message_rate::duration message_rate::count(time_point now, double per_second) {
  constexpr duration at_once = std::chrono::seconds(1);
  const auto interval = std::chrono::duration_cast<duration>(
      std::chrono::duration<double>(1.0 / per_second));
  even_ = std::max(even_, now) + interval;
  // The next message would make it one interval more.
  return std::max(even_ + interval - now - at_once, duration::zero());
}

}  // namespace tmss10
