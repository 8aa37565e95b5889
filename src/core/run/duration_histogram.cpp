// SPDX-License-Identifier: MIT
#include <tmss10/core/run/duration_histogram.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace tmss10 {
namespace {

/// Buckets are one nanosecond wide up to 2^8, then 2^7 for each power of two.
constexpr unsigned sub_bits = 7;
constexpr std::uint64_t sub_count = std::uint64_t{1} << sub_bits;

std::size_t bucket_of(std::uint64_t value) {
  if (value < 2 * sub_count) return static_cast<std::size_t>(value);
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - sub_bits - 1;
  return static_cast<std::size_t>(shift * sub_count + (value >> shift));
}

/// The middle of a bucket.
std::uint64_t value_of(std::size_t bucket) {
  if (bucket < 2 * sub_count) return bucket;
  const std::uint64_t shift = bucket / sub_count - 1;
  const std::uint64_t lowest = (bucket % sub_count + sub_count) << shift;
  return lowest + ((std::uint64_t{1} << shift) - 1) / 2;
}

}  // namespace

void duration_histogram::add(std::chrono::nanoseconds value) {
  const auto bucket =
      bucket_of(static_cast<std::uint64_t>(std::max<std::int64_t>(value.count(), 0)));
  const auto place = bucket % block().size();
  ++blocks_[bucket - place][place];
  ++count_;
}

std::chrono::nanoseconds duration_histogram::percentile(double share) const {
  const double exact = share * static_cast<double>(count_) / 100;
  const auto rank =
      std::max<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(exact)), 1);
  std::uint64_t passed = 0;
  std::uint64_t value = 0;
  for (const auto& [first, counts] : blocks_) {
    for (std::size_t i = 0; i < counts.size() && passed < rank; ++i) {
      if (counts[i] > 0) value = value_of(first + i);
      passed += counts[i];
    }
    if (passed >= rank) break;
  }
  return std::chrono::nanoseconds(static_cast<std::int64_t>(value));
}

std::uint64_t duration_histogram::count_below(std::chrono::nanoseconds limit) const {
  if (limit <= std::chrono::nanoseconds(0)) return 0;
  const auto end = bucket_of(static_cast<std::uint64_t>(limit.count()));
  std::uint64_t out = 0;
  for (const auto& [first, counts] : blocks_) {
    if (first >= end) break;
    const auto below = std::min(end - first, counts.size());
    out = std::accumulate(counts.begin(),
                          counts.begin() + static_cast<std::ptrdiff_t>(below), out);
  }
  return out;
}

}  // namespace tmss10
