// SPDX-License-Identifier: MIT
#include "media_range.hpp"
#include <tmss10/core/metrics/metric_format.hpp>

#include <cstddef>
#include <tuple>

namespace tmss10 {
namespace {

/// How exactly a media range names a format; 0: it does not.
int exactness(const media_range& range, std::string_view type, std::string_view version) {
  if (range.type == "*/*") return 1;
  if (range.type == type) {
    if (range.version.empty()) return 3;
    return range.version == version ? 4 : 0;
  }
  return range.type.ends_with("/*") &&
                 type.starts_with(
                     std::string_view(range.type).substr(0, range.type.size() - 1))
             ? 2
             : 0;
}

/// How much a format is preferred: the greater each of these, the more.
struct preference {
  int quality = 0;
  int exactness = 0;
  std::ptrdiff_t earliness = 0;  // minus the place in the header
};

bool is_preferred(const preference& one, const preference& other) {
  return std::tie(one.quality, one.exactness, one.earliness) >
         std::tie(other.quality, other.exactness, other.earliness);
}

/// The range that names the format most exactly decides.
preference preference_of(const std::vector<media_range>& ranges, std::string_view type,
                         std::string_view version) {
  preference out;
  std::ptrdiff_t place = 0;
  for (const auto& range : ranges) {
    const int exact = exactness(range, type, version);
    if (exact > out.exactness) out = {range.quality, exact, -place};
    ++place;
  }
  return out;
}

}  // namespace

std::string_view content_type_of(metric_format format) {
  return format == metric_format::open_metrics
             ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
             : "text/plain; version=0.0.4; charset=utf-8";
}

metric_format format_for(std::string_view accept) {
  const auto ranges = media_ranges_of(accept);
  const auto open_metrics =
      preference_of(ranges, "application/openmetrics-text", "1.0.0");
  const auto text = preference_of(ranges, "text/plain", "0.0.4");
  return open_metrics.quality > 0 && is_preferred(open_metrics, text)
             ? metric_format::open_metrics
             : metric_format::prometheus_text;
}

}  // namespace tmss10
