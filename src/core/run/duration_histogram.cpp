// SPDX-License-Identifier: MIT
#include <tmss10/core/run/duration_histogram.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace tmss10 {
namespace {

/// Buckets are one nanosecond wide up to 2^8, then 2^7 for each power of two.
constexpr unsigned sub_bits = 7;
constexpr std::uint64_t sub_count = std::uint64_t{1} << sub_bits;

/// At most 56 * 2^7 - 1 for a duration.
std::uint16_t bucket_of(std::uint64_t value) {
  if (value < 2 * sub_count) return static_cast<std::uint16_t>(value);
  const auto shift = static_cast<unsigned>(std::bit_width(value)) - sub_bits - 1;
  return static_cast<std::uint16_t>(shift * sub_count + (value >> shift));
}

/// The middle of a bucket.
std::uint64_t value_of(std::uint64_t bucket) {
  if (bucket < 2 * sub_count) return bucket;
  const std::uint64_t shift = bucket / sub_count - 1;
  const std::uint64_t lowest = (bucket % sub_count + sub_count) << shift;
  return lowest + ((std::uint64_t{1} << shift) - 1) / 2;
}

}  // namespace

void duration_histogram::add(std::chrono::nanoseconds value) {
  const auto bucket =
      bucket_of(static_cast<std::uint64_t>(std::max<std::int64_t>(value.count(), 0)));
  auto at = std::lower_bound(
      buckets_.begin(), buckets_.end(), bucket,
      [](const counted& one, std::uint16_t wanted) { return one.bucket < wanted; });
  if (at == buckets_.end() || at->bucket != bucket) at = buckets_.insert(at, {bucket, 0});
  ++at->times;
  ++count_;
}

std::chrono::nanoseconds duration_histogram::percentile(double share) const {
  const double exact = share * static_cast<double>(count_) / 100;
  const auto rank =
      std::max<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(exact)), 1);
  std::uint64_t passed = 0;
  std::uint64_t value = 0;
  for (const auto& one : buckets_) {
    value = value_of(one.bucket);
    passed += one.times;
    if (passed >= rank) break;
  }
  return std::chrono::nanoseconds(static_cast<std::int64_t>(value));
}

std::uint64_t duration_histogram::count_below(std::chrono::nanoseconds limit) const {
  if (limit <= std::chrono::nanoseconds(0)) return 0;
  const auto end = bucket_of(static_cast<std::uint64_t>(limit.count()));
  std::uint64_t out = 0;
  for (const auto& one : buckets_) {
    if (one.bucket >= end) break;
    out += one.times;
  }
  return out;
}

}  // namespace tmss10
