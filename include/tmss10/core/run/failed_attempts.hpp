// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/failure_cause.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace tmss10 {

/// The attempts at a connection that failed, by their causes: however many there are,
/// they take no more memory than there are causes.
class failed_attempts {
 public:
  struct kind {
    cause of{};
    std::uint64_t count = 0;
    /// The last one of them.
    failure last;
  };

  void add(const failure& why);
  /// Replaces the failures that are kept, which leaves their causes and counts as they
  /// are.
  void replace_each(const std::function<failure(const failure&)>& by);

  /// In the order in which each came up first.
  [[nodiscard]] const std::vector<kind>& kinds() const { return kinds_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  std::vector<kind> kinds_;
  std::uint64_t count_ = 0;
};

}  // namespace tmss10
