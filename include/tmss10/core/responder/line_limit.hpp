// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// How many lines may go into a log: a token bucket. It reads no clock: every call says
/// what time it is.
class line_limit {
 public:
  using time_point = std::chrono::steady_clock::time_point;

  /// `burst` lines at once, and `per_second` on average; zero: without a limit.
  line_limit(std::uint32_t per_second, std::uint32_t burst)
      : per_second_(per_second), burst_(burst), tokens_(burst) {}

  /// Whether one more line may be written now: then, how many were left out since the
  /// last one that was. If any were, a line that tells so is counted as well.
  [[nodiscard]] std::optional<std::uint64_t> ask(time_point now);

  /// How many were left out and not told yet.
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }
  /// The same, for a line that tells so when no other one comes: zero if there is nothing
  /// to tell, or that line may not be written yet. They are told then.
  [[nodiscard]] std::uint64_t take_left_out(time_point now);

 private:
  void earn(time_point now);

  double per_second_;
  double burst_;
  double tokens_;
  std::optional<time_point> last_;
  std::uint64_t left_out_ = 0;
};

}  // namespace tmss10
