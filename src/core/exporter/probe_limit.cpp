// SPDX-License-Identifier: MIT
#include "core/base/decimal.hpp"
#include <tmss10/core/exporter/probe_limit.hpp>

#include <algorithm>

namespace tmss10 {
namespace {

using seconds = std::chrono::duration<double>;

/// For the answer to get to whoever waits for it.
constexpr seconds margin(0.5);

std::optional<seconds> read_seconds(const std::string& text) {
  const auto value = read_decimal(text);
  if (!value || *value <= 0) return std::nullopt;
  return seconds(*value);
}

}  // namespace

std::chrono::nanoseconds probe_limit(const std::optional<std::string>& field) {
  const auto waits = field ? read_seconds(*field) : std::nullopt;
  if (!waits || *waits > longest_probe) return longest_probe;
  const auto limit = std::max(*waits - margin, *waits / 2);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(limit);
}

}  // namespace tmss10
