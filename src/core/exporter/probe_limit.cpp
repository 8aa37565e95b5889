// SPDX-License-Identifier: MIT
#include "core/base/decimal.hpp"
#include <tmss10/core/exporter/probe_limit.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

using fractional_seconds = std::chrono::duration<double>;

/// For the answer to get to whoever waits for it.
constexpr fractional_seconds answer_margin(0.5);

std::optional<fractional_seconds> time_in(const std::string& field) {
  const auto value = read_decimal(field);
  if (!value || *value <= 0) return std::nullopt;
  return fractional_seconds(*value);
}

}  // namespace

std::chrono::nanoseconds probe_limit(const std::optional<std::string>& field) {
  const auto waits = field ? time_in(*field) : std::nullopt;
  if (!waits || *waits > longest_probe) return longest_probe;
  const auto limit = std::max(*waits - answer_margin, *waits / 2);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(limit);
}

}  // namespace tmss10
