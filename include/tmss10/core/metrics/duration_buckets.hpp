// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace tmss10 {

/// Durations, counted in buckets as a histogram of Prometheus has them: each duration
/// counts for the first bucket whose upper bound it does not exceed. Histograms with the
/// same buckets share their bounds.
class duration_buckets {
 public:
  using bounds = std::vector<std::chrono::nanoseconds>;

  /// One bucket for all durations.
  duration_buckets() : duration_buckets(nullptr) {}
  /// `upper`: in ascending order, all of them above 0; durations above the last one have
  /// a bucket besides. Throws std::logic_error otherwise. Null: no bounds.
  explicit duration_buckets(std::shared_ptr<const bounds> upper);

  /// A negative duration counts as zero.
  void add(std::chrono::nanoseconds duration);
  /// Adds all durations of another one. Throws std::logic_error if its bounds are others.
  void add(const duration_buckets& other);

  [[nodiscard]] bool has_bounds_of(const duration_buckets& other) const;
  [[nodiscard]] const bounds& upper() const;
  /// How many durations are in each bucket alone: one more than there are bounds.
  [[nodiscard]] const std::vector<std::uint64_t>& counts() const { return counts_; }
  /// All durations together.
  [[nodiscard]] std::chrono::nanoseconds sum() const { return sum_; }

 private:
  std::shared_ptr<const bounds> upper_;
  std::vector<std::uint64_t> counts_;
  std::chrono::nanoseconds sum_{0};
};

}  // namespace tmss10
