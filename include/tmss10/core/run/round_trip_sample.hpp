// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tmss10 {

/// Round-trip times for a test of what they are like, in bounded memory: all of up to
/// 1,000; of more, every second, fourth and so on, whatever they are, so that a sample
/// with few extremes and one with many have them in their true proportion.
class round_trip_sample {
 public:
  static constexpr std::size_t most_kept = 1000;  // even: see add()

  void add(std::chrono::nanoseconds round_trip);

  /// In the order in which they were measured.
  [[nodiscard]] const std::vector<std::chrono::nanoseconds>& all() const { return kept_; }
  /// Of how many measured times one is there.
  [[nodiscard]] std::uint64_t every() const { return every_; }

 private:
  std::vector<std::chrono::nanoseconds> kept_;
  std::uint64_t every_ = 1;
  std::uint64_t measured_ = 0;
};

}  // namespace tmss10
