// SPDX-License-Identifier: MIT
#include <tmss10/core/metrics/duration_buckets.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

const duration_buckets::bounds no_bounds;

}  // namespace

duration_buckets::duration_buckets(std::shared_ptr<const bounds> upper)
    : upper_(std::move(upper)), counts_(this->upper().size() + 1) {
  const auto& all = this->upper();
  const bool is_ascending =
      std::adjacent_find(all.begin(), all.end(), std::greater_equal<>()) == all.end();
  if (!is_ascending || (!all.empty() && all.front().count() <= 0))
    throw std::logic_error("bounds of buckets are not in order");
}

const duration_buckets::bounds& duration_buckets::upper() const {
  return upper_ ? *upper_ : no_bounds;
}

void duration_buckets::add(std::chrono::nanoseconds duration) {
  duration = std::max(duration, std::chrono::nanoseconds(0));
  const auto& all = upper();
  const auto bound = std::lower_bound(all.begin(), all.end(), duration);
  ++counts_[static_cast<std::size_t>(bound - all.begin())];
  sum_ += duration;
}

void duration_buckets::add(const duration_buckets& other) {
  if (!has_bounds_of(other)) throw std::logic_error("these histograms have other bounds");
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(),
                 std::plus<>());
  sum_ += other.sum_;
}

bool duration_buckets::has_bounds_of(const duration_buckets& other) const {
  return upper_ == other.upper_ || upper() == other.upper();
}

}  // namespace tmss10
