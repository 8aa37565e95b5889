// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_points.hpp>
#include <tmss10/core/run/round_trip_times.hpp>

#include <string>

namespace tmss10 {

/// How wide a picture is, in pixels: its text is readable at that width.
enum class svg_width { wide, narrow };

/// Round-trip times over the time, with a mark for each point at which pings were lost or
/// could not be sent, which has another shape than an answer. A picture (SVG) with its
/// text alternative. Empty without pings.
[[nodiscard]] std::string svg_plot(const ping_points& pings, svg_width width);

/// What it shows, in a sentence without its full stop: "Round-trip times of 20 pings".
[[nodiscard]] std::string plot_words(const ping_points& pings);

/// How many times are in which range, as bars. Empty where there are too few.
[[nodiscard]] std::string svg_histogram(const round_trip_times& times);

}  // namespace tmss10
