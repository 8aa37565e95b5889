// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace tmss10 {

/// The time that a whole run has. A wait that would go on for longer is shortened, so
/// that it fails as one that was too long. One that has little time left is not: nobody
/// knows how it would have ended, and whoever ends the run cuts it off.
class time_budget {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// Less time than this says little about an answer: RFC 6298, section 2, has TCP wait
  /// as long before it sends something for the second time. Of a short run, half of its
  /// time is enough.
  static constexpr duration least_wait = std::chrono::seconds(1);

  time_budget(time_point from, duration length);

  /// When the last wait ends: a little before the run does.
  [[nodiscard]] time_point end() const { return end_; }
  /// How long a wait may take that begins then and could take as long as `longest`.
  [[nodiscard]] duration limit(duration longest, time_point from) const;

 private:
  time_point end_;
  duration least_;
};

}  // namespace tmss10
