// SPDX-License-Identifier: MIT
#include <tmss10/core/metrics/metric_label.hpp>

#include <algorithm>
#include <array>

namespace tmss10 {
namespace {

constexpr std::string_view label_letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
constexpr std::string_view label_digits = "0123456789";

/// Those of figures, and that of a summary.
constexpr std::array<std::string_view, 9> taken{"target", "name",      "port",
                                                "mode",   "proxy",     "family",
                                                "source", "interface", "quantile"};

}  // namespace

bool is_label_name(std::string_view text) {
  return !text.empty() && label_digits.find(text.front()) == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return label_letters.find(c) != std::string_view::npos ||
                  label_digits.find(c) != std::string_view::npos;
         });
}

std::optional<metric_label> parse_metric_label(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals + 1 == text.size()) return std::nullopt;
  const auto name = text.substr(0, equals);
  if (!is_label_name(name)) return std::nullopt;
  return metric_label{std::string(name), std::string(text.substr(equals + 1))};
}

bool is_reserved_label(std::string_view name) {
  return name.starts_with("__") ||
         std::find(taken.begin(), taken.end(), name) != taken.end();
}

}  // namespace tmss10
