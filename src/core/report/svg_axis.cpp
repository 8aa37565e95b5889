// SPDX-License-Identifier: MIT
#include "svg_axis.hpp"

#include <tmss10/core/base/machine_text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tmss10 {
namespace {

/// 1, 2 or 5 times a power of ten, at least `least`.
double round_number(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

void add_marks(svg_axis& to, double step, double until, double unit,
               std::string_view unit_name) {
  constexpr int most_decimals = 6;
  for (int i = 0; i * step <= until * (1 + 1e-9); ++i) {
    to.marks.push_back(i * step);
    to.labels.push_back(trimmed(i * step / unit, most_decimals));
  }
  to.labels.back().append(" ").append(unit_name);
}

}  // namespace

svg_axis milliseconds_axis(double most) {
  constexpr double fewest = 0.001;
  constexpr double marks = 4;
  const double step = round_number(std::max(most, fewest) / marks);
  svg_axis out;
  out.end = step * std::ceil(std::max(most, fewest) / step * (1 - 1e-9));
  add_marks(out, step, out.end, 1, "ms");
  return out;
}

svg_axis elapsed_axis(double most) {
  struct unit {
    double seconds;
    std::string_view name;
  };
  constexpr double minute = 60;
  constexpr double hour = 60 * minute;
  const unit in = most < 1            ? unit{0.001, "ms"}
                  : most < 2 * minute ? unit{1, "s"}
                  : most < 2 * hour   ? unit{minute, "min"}
                  : most < 48 * hour  ? unit{hour, "h"}
                                      : unit{24 * hour, "days"};
  svg_axis out;
  out.end = most;
  if (most <= 0) return out;
  constexpr double marks = 4;
  add_marks(out, round_number(most / in.seconds / marks) * in.seconds, most, in.seconds,
            in.name);
  return out;
}

}  // namespace tmss10
