// SPDX-License-Identifier: MIT
#include "metric_escapes.hpp"
#include <tmss10/core/metrics/exposition.hpp>

#include <cstddef>

namespace tmss10 {
namespace {

std::string_view type_word(metric_type type, metric_format as) {
  switch (type) {
    case metric_type::counter: return "counter";
    case metric_type::gauge: return "gauge";
    case metric_type::histogram: return "histogram";
    // Prometheus' own format knows none.
    case metric_type::info: return as == metric_format::open_metrics ? "info" : "gauge";
    case metric_type::summary: return "summary";
    case metric_type::unknown: break;
  }
  return as == metric_format::open_metrics ? "unknown" : "untyped";
}

/// OpenMetrics wants numbers of the labels le and quantile to look like floating-point
/// ones (OpenMetrics 1.0.0, "Considerations: Canonical Numbers").
std::string bound_label(const metric_value& bound, metric_format as) {
  auto text = bound.text();
  const bool is_integer = text.find_first_not_of("0123456789") == std::string::npos;
  if (is_integer && as == metric_format::open_metrics) text += ".0";
  return text;
}

void append_line(std::string& to, std::string_view word, std::string_view name,
                 std::string_view what) {
  to.append("# ").append(word).append(" ").append(name);
  to.append(" ").append(what).append("\n");
}

void append_head(std::string& to, const metric_family& of, metric_format as) {
  const bool is_open = as == metric_format::open_metrics;
  std::string name(of.name);
  // In Prometheus' own format these are called what their samples are called.
  if (of.type == metric_type::counter && !is_open) name += "_total";
  if (of.type == metric_type::info && !is_open) name += "_info";
  append_line(to, "HELP", name,
              metric_escapes(of.help, is_open ? quotes::escaped : quotes::plain));
  append_line(to, "TYPE", name, type_word(of.type, as));
  const auto unit = unit_of(of.name);
  if (is_open && !unit.empty()) append_line(to, "UNIT", name, unit);
}

}  // namespace

void exposition::append_samples(std::string& to, const family& of,
                                metric_format as) const {
  const std::string_view bound_name =
      of.about.type == metric_type::histogram ? "le" : "quantile";
  for (const auto& one : of.samples) {
    if (one.suffix == "_created" && as != metric_format::open_metrics) continue;
    to.append(of.about.name).append(one.suffix);
    auto labels = labels_[static_cast<std::size_t>(one.of)].text;
    if (one.bound) {
      if (!labels.empty()) labels += ',';
      labels.append(bound_name).append("=\"").append(bound_label(*one.bound, as)) += '"';
    }
    if (!labels.empty()) to.append("{").append(labels).append("}");
    to.append(" ").append(one.value.text()).append("\n");
  }
}

std::string exposition::text(metric_format as) const {
  std::string out;
  for (const auto& one : families_) {
    append_head(out, one.about, as);
    append_samples(out, one, as);
  }
  if (as == metric_format::open_metrics) out += "# EOF\n";
  return out;
}

}  // namespace tmss10
