// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <string>

namespace tmss10 {

std::string utc_time(std::chrono::system_clock::time_point when) {
  using std::chrono::floor;
  const auto whole = floor<std::chrono::seconds>(when);
  const auto fraction = floor<std::chrono::microseconds>(when - whole);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(whole)),
                     fraction.count());
}

double milliseconds_of(std::chrono::nanoseconds value) {
  return std::chrono::duration<double, std::milli>(value).count();
}

double seconds_of(std::chrono::nanoseconds value) {
  return std::chrono::duration<double>(value).count();
}

std::string fixed(double value, int decimals) {
  return fmt::format("{:.{}f}", value, decimals);
}

std::string trimmed(double value, int decimals) {
  std::string text = fixed(value, decimals);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

double rounded(double value, int decimals) {
  constexpr double base = 10;
  const double scale = std::pow(base, decimals);
  return std::round(value * scale) / scale;
}

std::string exact(double value) {
  constexpr int most_decimals = 9;
  int decimals = 0;
  while (decimals < most_decimals && rounded(value, decimals) != value)
    ++decimals;
  return fixed(value, decimals);
}

}  // namespace tmss10
