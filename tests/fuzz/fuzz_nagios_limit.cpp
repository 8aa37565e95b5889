// SPDX-License-Identifier: MIT
// The input is the value of --warn or --crit.
#include "script.hpp"
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <cmath>

using namespace tmss10;

namespace {

void check(const nagios_range& range, double most) {
  fuzz::require(range.start <= range.end, "a range begins before its end");
  fuzz::require(std::isinf(range.end) || range.end <= most, "a figure has a bound");
  fuzz::require(!range.is_plain || range.end > 0, "a plain figure is above 0");
  fuzz::require(!(range.is_plain && range.is_inside), "a plain figure is no range");
  fuzz::require(!range.text().empty(), "a range can be shown");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto limit = parse_nagios_limit(text);
  if (!limit) return 0;
  fuzz::require(text.find_first_not_of("0123456789.,%:~@") == std::string_view::npos,
                "a threshold has nothing but digits and its signs");
  fuzz::require(limit->round_trip || limit->loss, "a limit has a figure");
  if (limit->round_trip) check(*limit->round_trip, 86'400'000);
  if (limit->loss) check(*limit->loss, 100);
  return 0;
}
