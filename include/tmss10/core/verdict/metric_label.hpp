// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// A label of figures for Prometheus.
struct metric_label {
  std::string name;
  std::string value;
};

/// Reads "NAME=VALUE". A name is of ASCII letters, digits and '_', without a digit at its
/// begin (Prometheus, "Data model"), and a value is not empty: that is no label. None for
/// anything else.
[[nodiscard]] std::optional<metric_label> parse_metric_label(std::string_view text);

/// Whether a user's label can't have this name: the figures have it already, or it is one
/// of Prometheus' own, which begin with "__".
[[nodiscard]] bool is_reserved_label(std::string_view name);

}  // namespace tmss10
