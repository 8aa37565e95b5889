// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/metrics/metric_value.hpp>

#include <fmt/format.h>

#include <cmath>

namespace tmss10 {
namespace {

/// As fmt writes it, which is the shortest text of a number.
std::string text_of_number(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "+Inf" : "-Inf";
  if (number == 0) return "0";
  return fmt::format("{}", number);
}

}  // namespace

metric_value metric_value::seconds(std::chrono::nanoseconds time) {
  constexpr int decimals = 9;
  return rounded(seconds_of(time), decimals);
}

metric_value metric_value::rounded(double number, int decimals) {
  return metric_value(rounded_number{number, decimals});
}

std::string metric_value::text() const {
  if (const auto* const count = std::get_if<std::uint64_t>(&what_))
    return std::to_string(*count);
  if (const auto* const number = std::get_if<double>(&what_))
    return text_of_number(*number);
  const auto& [number, decimals] = std::get<rounded_number>(what_);
  if (!std::isfinite(number)) return text_of_number(number);
  auto text = trimmed(number, decimals);
  return text == "-0" ? "0" : text;
}

}  // namespace tmss10
