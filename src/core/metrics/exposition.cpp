// SPDX-License-Identifier: MIT
#include "metric_escapes.hpp"
#include <tmss10/core/metrics/exposition.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <stdexcept>

namespace tmss10 {
namespace {

std::string label_text(const metric_label& of) {
  return of.name + "=\"" + metric_escapes(of.value, quotes::escaped) + "\"";
}

/// The same for the same labels in another order. Prometheus takes a label with an empty
/// value for none.
std::string label_key(std::vector<metric_label> of) {
  std::sort(of.begin(), of.end(),
            [](const auto& one, const auto& other) { return one.name < other.name; });
  std::string out;
  for (const auto& label : of) {
    if (!label.value.empty()) out += label_text(label) + ",";
  }
  return out;
}

void check_label_names(const std::vector<metric_label>& of) {
  for (std::size_t i = 0; i < of.size(); ++i) {
    const auto& name = of[i].name;
    const bool is_there =
        std::any_of(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(i),
                    [&name](const metric_label& one) { return one.name == name; });
    if (is_there || !is_label_name(name) || name.starts_with("__"))
      throw std::logic_error("no name of a label, or one given twice: " + name);
  }
}

bool has_name(const std::vector<metric_label>& among, std::string_view name) {
  return std::any_of(among.begin(), among.end(),
                     [name](const metric_label& one) { return one.name == name; });
}

/// Seconds since 1970, with milliseconds: a double has not many more.
metric_value created_time(exposition::time_point of) {
  return metric_value::rounded(
      std::chrono::duration<double>(of.time_since_epoch()).count(), 3);
}

void check_type(const metric_family& of, bool is_right) {
  if (!is_right)
    throw std::logic_error("a metric of another type: " + std::string(of.name));
}

}  // namespace

exposition::label_set exposition::labels(const std::vector<metric_label>& of) {
  check_label_names(of);
  if (of.empty()) return label_set::none;
  auto key = label_key(of);
  const auto next = static_cast<label_set>(labels_.size());
  const auto [known, is_new] = known_labels_.try_emplace(std::move(key), next);
  if (!is_new) return known->second;
  noted_labels noted;
  for (const auto& label : of) {
    if (!noted.text.empty()) noted.text += ',';
    noted.text += label_text(label);
  }
  noted.has_le = has_name(of, "le");
  noted.has_quantile = has_name(of, "quantile");
  labels_.push_back(std::move(noted));
  return next;
}

exposition::family& exposition::family_of(const metric_family& about) {
  const auto known =
      std::find_if(families_.begin(), families_.end(),
                   [&about](const family& one) { return one.about.name == about.name; });
  if (known == families_.end()) {
    check_name(about);
    return families_.emplace_back(family{about});
  }
  if (known->about.type != about.type || known->about.help != about.help)
    throw std::logic_error("two families of one name: " + std::string(about.name));
  return *known;
}

std::vector<exposition::sample>& exposition::begin_metric(const metric_family& to,
                                                          label_set of) {
  auto& out = family_of(to);
  const auto number = static_cast<std::size_t>(of);
  const auto& noted = labels_.at(number);
  if ((to.type == metric_type::histogram && noted.has_le) ||
      (to.type == metric_type::summary && noted.has_quantile))
    throw std::logic_error("a label with a name of the format's own: " + noted.text);
  if (out.has.size() <= number) out.has.resize(number + 1);
  if (out.has[number])
    throw std::logic_error("a metric given twice: " + std::string(to.name));
  out.has[number] = true;
  return out.samples;
}

void exposition::add(const metric_family& to, label_set of, metric_value value,
                     std::optional<time_point> created) {
  const bool is_counter = to.type == metric_type::counter;
  check_type(to, is_counter || (!created && (to.type == metric_type::gauge ||
                                             to.type == metric_type::unknown)));
  auto& samples = begin_metric(to, of);
  samples.push_back({of, is_counter ? "_total" : "", value});
  if (created) samples.push_back({of, "_created", created_time(*created)});
}

void exposition::add_info(const metric_family& to, label_set of) {
  check_type(to, to.type == metric_type::info);
  begin_metric(to, of).push_back({of, "_info", true});
}

void exposition::add_histogram(const metric_family& to, label_set of,
                               const duration_buckets& value,
                               std::optional<time_point> created) {
  check_type(to, to.type == metric_type::histogram);
  auto& samples = begin_metric(to, of);
  const auto& upper = value.upper();
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < upper.size(); ++i) {
    count += value.counts()[i];
    const double bound = std::chrono::duration<double>(upper[i]).count();
    samples.push_back({of, "_bucket", count, bound});
  }
  count += value.counts().back();
  samples.push_back({of, "_bucket", count, std::numeric_limits<double>::infinity()});
  samples.push_back({of, "_sum", value.sum()});
  samples.push_back({of, "_count", count});
  if (created) samples.push_back({of, "_created", created_time(*created)});
}

void exposition::add_summary(const metric_family& to, label_set of,
                             const summary_value& value) {
  check_type(to, to.type == metric_type::summary);
  auto& samples = begin_metric(to, of);
  for (const auto& one : value.quantiles)
    samples.push_back({of, "", one.value, one.rank});
  samples.push_back({of, "_sum", value.sum});
  samples.push_back({of, "_count", value.count});
}

}  // namespace tmss10
