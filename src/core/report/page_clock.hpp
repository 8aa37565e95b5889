// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// Times of day on a page, as the clock on the wall had them where the run was.
class page_clock {
 public:
  /// `offset`: what local time is ahead of UTC; none: not known, then it is UTC.
  explicit page_clock(std::optional<std::chrono::minutes> offset) : offset_(offset) {}

  /// "28 Nov 2026, 14:03:12 +01:00 (13:03:12 UTC)"
  [[nodiscard]] std::string date_and_time(
      std::chrono::system_clock::time_point when) const;
  /// "14:03:12"
  [[nodiscard]] std::string time(std::chrono::system_clock::time_point when) const;
  /// "14:03:12.104"
  [[nodiscard]] std::string exact_time(std::chrono::system_clock::time_point when) const;
  /// "+01:00", "UTC"
  [[nodiscard]] std::string zone() const;

 private:
  std::optional<std::chrono::minutes> offset_;
};

/// A round-trip time: "0.31 ms", "48.7 ms", "5.00 s".
[[nodiscard]] std::string short_time(std::chrono::nanoseconds value);

}  // namespace tmss10
