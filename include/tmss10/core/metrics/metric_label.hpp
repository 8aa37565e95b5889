// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// A label of figures for Prometheus. An empty value is the same as no label.
struct metric_label {
  std::string name;
  std::string value;
};

/// Whether a text is of ASCII letters, digits and '_', without a digit at its start
/// (Prometheus, "Data model").
[[nodiscard]] bool is_label_name(std::string_view text);

/// Reads "NAME=VALUE": a label's name, and a value that is not empty, since that is no
/// label. None for anything else.
[[nodiscard]] std::optional<metric_label> parse_metric_label(std::string_view text);

/// Whether a user's label can't have this name: the figures have it already, or it is one
/// of Prometheus' own, which begin with "__".
[[nodiscard]] bool is_reserved_label(std::string_view name);

}  // namespace tmss10
