// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/report/report_histogram.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Of fewer times, a histogram says less than the times themselves.
constexpr std::uint64_t fewest_times = 10;
constexpr std::int64_t most_ranges = 12;
constexpr std::uint64_t longest_bar = 40;  // columns
constexpr std::int64_t microsecond = 1000;

struct range {
  std::int64_t begin = 0;  // nanoseconds
  std::int64_t end = 0;
  std::uint64_t count = 0;
};

/// 1, 2 or 5 times a power of ten microseconds: the first that is not below `least`.
std::int64_t round_step(std::int64_t least) {
  for (std::int64_t power = microsecond;; power *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (factor * power >= least) return factor * power;
    }
  }
}

/// As wide as it takes for the number of ranges that Sturges' rule asks for, and so wide
/// that a range has several of the buckets that the times were counted in.
std::int64_t step_for(const round_trip_times& times, nanoseconds upper) {
  const auto ranges =
      std::min(static_cast<std::int64_t>(std::bit_width(times.count())), most_ranges);
  return round_step(std::max((upper - times.min()).count() / ranges, upper.count() / 50));
}

/// What the ranges in equal steps go up to: the 99th percentile. Of fewer than 100 times
/// that is the longest one, which is known exactly.
nanoseconds upper_of(const round_trip_times& times) {
  return times.count() < 100 ? times.max() : times.percentile(99);
}

/// In equal steps; what is above them goes into the last one.
std::vector<range> ranges_of(const round_trip_times& times) {
  const auto upper = upper_of(times);
  const auto step = step_for(times, upper);
  const auto first = times.min().count() / step * step;
  std::vector<range> out;
  std::uint64_t below = 0;
  for (auto begin = first; begin <= upper.count(); begin += step) {
    const auto until = times.count_below(nanoseconds(begin + step));
    out.push_back({begin, begin + step, until - below});
    below = until;
  }
  out.back().count += times.count() - below;
  out.back().end = std::max<std::int64_t>(out.back().end, times.max().count());
  return out;
}

/// As many decimals of a millisecond as a bound needs.
int decimals_for(std::int64_t step) {
  int decimals = 3;
  for (std::int64_t unit = microsecond * 10; decimals > 0 && step % unit == 0; unit *= 10)
    --decimals;
  return decimals;
}

}  // namespace

std::string histogram_lines(const round_trip_times& times) {
  if (times.count() < fewest_times) return {};
  const auto ranges = ranges_of(times);
  const auto most = std::max_element(
      ranges.begin(), ranges.end(),
      [](const range& one, const range& other) { return one.count < other.count; });
  const int decimals = decimals_for(step_for(times, upper_of(times)));
  const auto text = [decimals](std::int64_t bound) {
    return fixed(milliseconds_of(nanoseconds(bound)), decimals);
  };
  const auto bound_width = text(ranges.back().end).size();
  const auto count_width = std::to_string(most->count).size();
  std::string out;
  for (const auto& at : ranges) {
    const auto bar = (at.count * longest_bar + most->count - 1) / most->count;
    out += fmt::format("{:>{}} to {:>{}} ms {:>{}} {}", text(at.begin), bound_width,
                       text(at.end), bound_width, at.count, count_width,
                       std::string(static_cast<std::size_t>(bar), '#'));
    out.erase(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
  return out;
}

}  // namespace tmss10
