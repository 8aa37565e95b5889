// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// The types of metrics that this project has, of those that the formats know.
enum class metric_type { counter, gauge, histogram, info, summary, unknown };

/// What is said of all metrics of one name. The texts are literals: nobody copies them.
struct metric_family {
  /// Without the suffix of a counter ("_total"), of an info ("_info") or any other that
  /// the format adds.
  std::string_view name;
  /// One sentence, of ASCII.
  std::string_view help;
  metric_type type = metric_type::gauge;
};

/// Throws std::logic_error if the name is none: of ASCII letters, digits and '_', without
/// a digit at its start, and without a suffix that the formats reserve for samples
/// (OpenMetrics 1.0.0, "Suffixes").
void check_name(const metric_family& of);

/// The unit that a name ends with, "seconds", "bytes" or "ratio" (OpenMetrics 1.0.0,
/// "Units and Base Units"); empty without one.
[[nodiscard]] std::string_view unit_of(std::string_view name);

}  // namespace tmss10
