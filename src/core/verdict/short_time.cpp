// SPDX-License-Identifier: MIT
#include "short_time.hpp"

#include <tmss10/core/base/machine_text.hpp>

#include <fmt/format.h>

namespace tmss10 {

std::string short_time(std::chrono::nanoseconds value) {
  constexpr double second = 1000;
  constexpr double tenths_from = 10;
  const double milliseconds = milliseconds_of(value);
  if (milliseconds >= second) return fmt::format("{:.2f} s", milliseconds / second);
  return fmt::format("{:.{}f} ms", milliseconds, milliseconds < tenths_from ? 2 : 1);
}

}  // namespace tmss10
