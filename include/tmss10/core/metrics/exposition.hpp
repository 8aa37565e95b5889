// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/duration_buckets.hpp>
#include <tmss10/core/metrics/metric_family.hpp>
#include <tmss10/core/metrics/metric_format.hpp>
#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/metrics/metric_value.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tmss10 {

/// What a summary says of durations or sizes: some of its quantiles, and all together.
struct summary_value {
  struct quantile {
    double rank = 0;  ///< 0 to 1
    metric_value value;
  };

  std::vector<quantile> quantiles = {};
  metric_value sum = 0U;
  std::uint64_t count = 0;
};

/// Metrics for Prometheus, to be written in any of its text formats. The metrics of one
/// family stand together, in the order in which they were added; so do the families.
///
/// All of these throw std::logic_error, since it is a bug: a name that is none, two
/// families of one name, two metrics of one family with the same labels, and a type that
/// a function does not add.
class exposition {
 public:
  using time_point = std::chrono::system_clock::time_point;

  /// The labels of a metric. The same ones, in whatever order, are the same label set.
  enum class label_set : std::uint32_t { none = 0 };

  /// Notes labels, for any number of metrics. Their values may be any bytes.
  [[nodiscard]] label_set labels(const std::vector<metric_label>& of);

  /// A counter, a gauge, or a metric of unknown type. `created`: when a counter began at
  /// zero.
  void add(const metric_family& to, label_set of, metric_value value,
           std::optional<time_point> created = {});
  void add(const metric_family& to, metric_value value,
           std::optional<time_point> created = {}) {
    add(to, label_set::none, value, created);
  }
  /// What does not change while the program runs, such as its version: as labels.
  void add_info(const metric_family& to, label_set of);
  /// Bounds and sum are in seconds. No label may be called "le".
  void add_histogram(const metric_family& to, label_set of, const duration_buckets& value,
                     std::optional<time_point> created = {});
  /// No label may be called "quantile".
  void add_summary(const metric_family& to, label_set of, const summary_value& value);

  /// All of them, as a whole document.
  [[nodiscard]] std::string text(metric_format as) const;

 private:
  struct sample {
    label_set of = label_set::none;
    std::string_view suffix = {};
    metric_value value;
    std::optional<metric_value> bound = {};  // of a bucket or a quantile
  };
  struct family {
    metric_family about;
    std::vector<sample> samples = {};
    std::vector<bool> has = {};  // by label sets
  };
  struct noted_labels {
    std::string text;  // NAME="VALUE",…
    bool has_le = false;
    bool has_quantile = false;
  };

  [[nodiscard]] family& family_of(const metric_family& about);
  /// Where the samples of one more metric are to be added.
  [[nodiscard]] std::vector<sample>& begin_metric(const metric_family& to, label_set of);
  void append_samples(std::string& to, const family& of, metric_format as) const;

  std::vector<family> families_;
  std::vector<noted_labels> labels_{{}};  // the first one: none
  // Labels that are all empty are none.
  std::unordered_map<std::string, label_set> known_labels_{{{}, label_set::none}};
};

}  // namespace tmss10
