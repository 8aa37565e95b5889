// SPDX-License-Identifier: MIT
#include "time_ranges.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/report/report_histogram.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

constexpr std::uint64_t longest_bar = 40;  // columns

}  // namespace

std::string histogram_lines(const round_trip_times& times) {
  const auto ranges = time_ranges(times);
  if (ranges.empty()) return {};
  const auto most = std::max_element(ranges.begin(), ranges.end(),
                                     [](const time_range& one, const time_range& other) {
                                       return one.count < other.count;
                                     });
  const int decimals = decimals_of_ranges(times);
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
