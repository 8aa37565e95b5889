// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// Marks of an axis from 0 on, and the unit of their labels.
struct svg_axis {
  /// In the unit that it was made of.
  double end = 0;
  std::vector<double> marks = {};
  /// The labels of the marks, the last one with the unit.
  std::vector<std::string> labels = {};
};

/// An axis of milliseconds that goes on to a round number, at least `most`, with about
/// four marks.
[[nodiscard]] svg_axis milliseconds_axis(double most);

/// An axis of seconds that ends at `most`, in a unit that suits it.
[[nodiscard]] svg_axis elapsed_axis(double most);

}  // namespace tmss10
