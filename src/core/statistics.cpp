// SPDX-License-Identifier: MIT
#include <tmss10/core/statistics.hpp>

#include <algorithm>
#include <cmath>

namespace tmss10 {
namespace {

std::chrono::nanoseconds to_nanoseconds(double value) {
  return std::chrono::nanoseconds(std::llround(value));
}

}  // namespace

void round_trip_times::add(std::chrono::nanoseconds round_trip) {
  min_ = count_ == 0 ? round_trip : std::min(min_, round_trip);
  max_ = count_ == 0 ? round_trip : std::max(max_, round_trip);
  ++count_;
  const auto value = static_cast<double>(round_trip.count());
  const double before = value - mean_;
  mean_ += before / static_cast<double>(count_);
  squared_distance_ += before * (value - mean_);
}

std::chrono::nanoseconds round_trip_times::avg() const {
  return to_nanoseconds(mean_);
}

std::chrono::nanoseconds round_trip_times::mdev() const {
  if (count_ == 0) return std::chrono::nanoseconds(0);
  return to_nanoseconds(std::sqrt(squared_distance_ / static_cast<double>(count_)));
}

double statistics::loss_percent() const {
  const std::uint64_t decided = received + lost;
  if (decided == 0) return 0;
  return 100.0 * static_cast<double>(lost) / static_cast<double>(decided);
}

}  // namespace tmss10
