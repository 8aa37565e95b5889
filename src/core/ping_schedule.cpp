// SPDX-License-Identifier: MIT
#include <tmss10/core/ping_schedule.hpp>

namespace tmss10 {

void ping_schedule::advance(time_point now) {
  if (!has_slots()) return;
  next_ += interval_;
  if (next_ < now) next_ += interval_ * ((now - next_) / interval_ + 1);
}

}  // namespace tmss10
