// SPDX-License-Identifier: MIT
#include <tmss10/core/responder/line_limit.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {

std::optional<std::uint64_t> line_limit::ask(time_point now) {
  if (per_second_ == 0) return 0;
  earn(now);
  if (tokens_ < 1) {
    ++left_out_;
    return std::nullopt;
  }
  tokens_ -= left_out_ > 0 ? 2 : 1;  // to tell how many takes a line, too
  return std::exchange(left_out_, 0);
}

std::uint64_t line_limit::take_left_out(time_point now) {
  if (left_out_ == 0) return 0;
  earn(now);
  if (tokens_ < 1) return 0;
  tokens_ -= 1;
  return std::exchange(left_out_, 0);
}

void line_limit::earn(time_point now) {
  const auto passed = now - last_.value_or(now);
  last_ = now;
  const double earned = std::chrono::duration<double>(passed).count() * per_second_;
  tokens_ = std::min(tokens_ + earned, burst_);
}

}  // namespace tmss10
