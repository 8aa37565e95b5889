// SPDX-License-Identifier: MIT
#include "ping_bars.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

constexpr std::array<std::string_view, 8> block_bars{
    "\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
constexpr std::array<std::string_view, 8> ascii_bars{"_", ".", ":", "-",
                                                     "=", "+", "*", "#"};

std::size_t height_of(nanoseconds time, nanoseconds longest) {
  if (longest <= nanoseconds(0)) return 0;
  const double share =
      static_cast<double>(time.count()) / static_cast<double>(longest.count());
  const auto height = static_cast<std::size_t>(share * block_bars.size());
  return std::min(height, block_bars.size() - 1);
}

}  // namespace

std::string_view bar_of(nanoseconds time, nanoseconds longest, bool block_elements) {
  const auto& kinds = block_elements ? block_bars : ascii_bars;
  return kinds.at(height_of(time, longest));
}

}  // namespace tmss10
