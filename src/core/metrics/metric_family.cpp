// SPDX-License-Identifier: MIT
#include <tmss10/core/metrics/metric_family.hpp>
#include <tmss10/core/metrics/metric_label.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace tmss10 {
namespace {

constexpr std::array<std::string_view, 8> reserved_suffixes{
    "_total", "_created", "_bucket", "_count", "_sum", "_gcount", "_gsum", "_info"};

constexpr std::array<std::string_view, 3> base_units{"seconds", "bytes", "ratio"};

}  // namespace

void check_name(const metric_family& of) {
  const bool is_taken =
      std::any_of(reserved_suffixes.begin(), reserved_suffixes.end(),
                  [&of](std::string_view suffix) { return of.name.ends_with(suffix); });
  if (is_taken || !is_label_name(of.name))
    throw std::logic_error("no name of a metric: " + std::string(of.name));
}

std::string_view unit_of(std::string_view name) {
  const auto underscore = name.rfind('_');
  if (underscore == std::string_view::npos) return {};
  const auto last = name.substr(underscore + 1);
  const bool is_unit =
      std::find(base_units.begin(), base_units.end(), last) != base_units.end();
  return is_unit ? last : std::string_view();
}

}  // namespace tmss10
