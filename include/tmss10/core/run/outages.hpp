// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace tmss10 {

/// The times in which nothing was answered: from when the first ping that was lost had
/// been sent, or from the last answer if that came later, to the next answer in time. It
/// reads no clock: every call says what time it is.
class outages {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// A ping that was sent then is lost, or a connection that was tried then not made.
  void lost(time_point sent);
  void answered(time_point now);

  /// The program did not run for so long: no part of any outage.
  void held_up(duration length);

  /// The longest so far, with the one that may still go on. Zero: there was none.
  [[nodiscard]] duration longest(time_point now) const;

 private:
  std::optional<time_point> since_;
  time_point last_answer_ = time_point::min();
  duration longest_{0};
};

}  // namespace tmss10
