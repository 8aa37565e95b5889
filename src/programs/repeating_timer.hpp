// SPDX-License-Identifier: MIT
#pragma once

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <functional>

namespace tmss10 {

/// Calls something again and again, at equal distances. What was missed while this
/// program was held up is not made up for.
class repeating_timer {
 public:
  explicit repeating_timer(asio::io_context& io) : timer_(io) {}

  /// Calls it first when that time has passed, and as long as it returns true. To be
  /// called once.
  void start(std::chrono::nanoseconds every, std::function<bool()> call);

 private:
  using clock = std::chrono::steady_clock;

  void await(clock::time_point due);

  asio::steady_timer timer_;
  std::chrono::nanoseconds every_{0};
  std::function<bool()> call_;
};

}  // namespace tmss10
