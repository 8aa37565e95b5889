// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <variant>

namespace tmss10 {

/// The value of a sample. Prometheus stores it as a double.
class metric_value {
 public:
  /// A count, or whether something is so, as 1 or 0.
  template <std::unsigned_integral Count>
  metric_value(Count count) : what_(std::uint64_t{count}) {}
  metric_value(double number) : what_(number) {}
  /// Seconds, with nine decimals at most.
  template <typename Count, typename Period>
  metric_value(std::chrono::duration<Count, Period> time)
      : metric_value(seconds(std::chrono::nanoseconds(time))) {}

  /// A number that is rounded to so many decimals.
  [[nodiscard]] static metric_value rounded(double number, int decimals);

  /// The shortest text that is read as the same number: integers below 1e16 without an
  /// exponent, "NaN", "+Inf", "-Inf". No text has a minus sign before a zero.
  [[nodiscard]] std::string text() const;

 private:
  struct rounded_number {
    double number = 0;
    int decimals = 0;
  };

  explicit metric_value(rounded_number number) : what_(number) {}
  [[nodiscard]] static metric_value seconds(std::chrono::nanoseconds time);

  std::variant<std::uint64_t, double, rounded_number> what_;
};

}  // namespace tmss10
