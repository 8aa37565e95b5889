// SPDX-License-Identifier: MIT
#include <tmss10/core/run/round_trip_times.hpp>

#include <algorithm>
#include <cmath>

namespace tmss10 {
namespace {

/// RFC 3550's gain of the running mean.
constexpr double jitter_gain = 16;

std::chrono::nanoseconds to_nanoseconds(double value) {
  return std::chrono::nanoseconds(std::llround(value));
}

}  // namespace

void round_trip_times::add(std::chrono::nanoseconds round_trip) {
  if (count_ == 0) {
    min_ = max_ = first_ = round_trip;
  } else {
    const double difference = static_cast<double>((round_trip - last_).count());
    jitter_ += (std::abs(difference) - jitter_) / jitter_gain;
  }
  min_ = std::min(min_, round_trip);
  max_ = std::max(max_, round_trip);
  last_ = round_trip;
  ++count_;
  const auto value = static_cast<double>(round_trip.count());
  const double before = value - mean_;
  mean_ += before / static_cast<double>(count_);
  squared_distance_ += before * (value - mean_);
  histogram_.add(round_trip);
}

std::chrono::nanoseconds round_trip_times::avg() const {
  return to_nanoseconds(mean_);
}

std::chrono::nanoseconds round_trip_times::mdev() const {
  if (count_ == 0) return std::chrono::nanoseconds(0);
  return to_nanoseconds(std::sqrt(squared_distance_ / static_cast<double>(count_)));
}

std::chrono::nanoseconds round_trip_times::jitter() const {
  return to_nanoseconds(jitter_);
}

std::chrono::nanoseconds round_trip_times::percentile(double share) const {
  if (count_ == 0) return std::chrono::nanoseconds(0);
  return std::clamp(histogram_.percentile(share), min_, max_);
}

std::uint64_t round_trip_times::count_below(std::chrono::nanoseconds limit) const {
  return histogram_.count_below(limit);
}

}  // namespace tmss10
