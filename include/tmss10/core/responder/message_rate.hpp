// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace tmss10 {

/// A limit on messages per second, one second's worth of which may come at once.
class message_rate {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// Counts one message that came now, and says how long to wait before the next one is
  /// read; zero when it may come at once. `per_second` is above zero.
  [[nodiscard]] duration count(time_point now, double per_second);

 private:
  /// When all messages so far would have come at an even rate.
  time_point even_{};
};

}  // namespace tmss10
