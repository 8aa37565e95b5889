// SPDX-License-Identifier: MIT
#include "count_text.hpp"
#include "html_text.hpp"
#include "svg_plot.hpp"
#include "time_ranges.hpp"
#include <tmss10/core/base/machine_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tmss10 {
namespace {

constexpr double row_height = 20;
constexpr double columns_top = 4;
constexpr double bar_left = 132;
constexpr double longest_bar_width = 165;

std::string bound_text(std::int64_t bound, int decimals) {
  return fixed(milliseconds_of(std::chrono::nanoseconds(bound)), decimals);
}

/// The text alternative.
std::string histogram_words(const std::vector<time_range>& ranges, int decimals) {
  std::string out = "Histogram of the round-trip times: ";
  std::string list;
  for (const auto& range : ranges) {
    append_item(list, fmt::format("{} from {} to {} ms", grouped(range.count),
                                  bound_text(range.begin, decimals),
                                  bound_text(range.end, decimals)));
  }
  return out + list;
}

}  // namespace

std::string svg_histogram(const round_trip_times& times) {
  const auto ranges = time_ranges(times);
  if (ranges.empty()) return {};
  const int decimals = decimals_of_ranges(times);
  std::uint64_t most = 1;
  for (const auto& range : ranges)
    most = std::max(most, range.count);
  const double height = columns_top + row_height * static_cast<double>(ranges.size()) + 4;
  auto out = fmt::format("<svg viewBox=\"0 0 360 {}\" role=\"img\" aria-label=\"{}\">",
                         height, html(histogram_words(ranges, decimals)));
  double top = columns_top;
  for (const auto& range : ranges) {
    const double width =
        longest_bar_width * static_cast<double>(range.count) / static_cast<double>(most);
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{} to {} ms</text>",
                       bar_left - 8, top + 14, bound_text(range.begin, decimals),
                       bound_text(range.end, decimals));
    if (range.count > 0) {
      out += fmt::format(
          "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"/>",
          bar_left, top + 2, std::max(width, 1.0), row_height - 4);
    }
    out += fmt::format("<text x=\"{:.1f}\" y=\"{}\">{}</text>", bar_left + width + 6,
                       top + 14, grouped(range.count));
    top += row_height;
  }
  return out + "</svg>";
}

}  // namespace tmss10
