// SPDX-License-Identifier: MIT
// The input is the value of --warn or --crit.
#include "script.hpp"
#include <tmss10/core/report_nagios.hpp>

#include <chrono>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto limit = parse_nagios_limit(text);
  if (!limit) return 0;
  fuzz::require(text.find_first_not_of("0123456789.,%") == std::string_view::npos,
                "a threshold has nothing but digits and its signs");
  fuzz::require(limit->round_trip > std::chrono::nanoseconds(0) &&
                    limit->round_trip <= std::chrono::hours(24),
                "a time is over 0 and within a day");
  fuzz::require(limit->loss_percent > 0 && limit->loss_percent <= 100,
                "a loss is a percentage over 0");
  return 0;
}
