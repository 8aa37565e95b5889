// SPDX-License-Identifier: MIT
#include "percent_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tmss10 {

std::string percent_text(double percent, bool is_all) {
  if (!is_all) percent = std::min(percent, 99.9);
  if (percent == 0 || percent >= 100) return fmt::format("{:.0f}", percent);
  // Not {:.3g}, which has 1e-05 for a small share.
  const int decimals = std::max(0, 2 - static_cast<int>(std::floor(std::log10(percent))));
  std::string text = fmt::format("{:.{}f}", percent, decimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string loss_percent_text(const statistics& totals) {
  return percent_text(totals.loss_percent(), totals.received == 0);
}

}  // namespace tmss10
