// SPDX-License-Identifier: MIT
#include "live_columns.hpp"

#include <tmss10/core/run/recent_pings.hpp>

#include <algorithm>
#include <array>

namespace tmss10 {
namespace {

constexpr std::size_t least_name = 4;    // its heading
constexpr std::size_t usual_name = 40;   // longer names do not displace other columns
constexpr std::size_t state_width = 8;   // "starting"
constexpr std::size_t time_width = 8;    // "99999.99"
constexpr std::size_t loss_width = 5;    // "99.9%"
constexpr std::size_t outage_width = 7;  // "59 m 59"
constexpr std::size_t least_bars = 10;

struct column {
  std::size_t live_columns::*width;
  std::size_t least;
};

/// In the order in which they get room.
constexpr std::array by_importance{
    column{&live_columns::last, time_width}, column{&live_columns::loss, loss_width},
    column{&live_columns::bars, least_bars}, column{&live_columns::average, time_width},
    column{&live_columns::p95, time_width},  column{&live_columns::outage, outage_width},
};

}  // namespace

live_columns columns_for(std::size_t width, std::size_t names) {
  live_columns out;
  names = std::max(names, least_name);
  constexpr auto state = column_gap + state_width;
  if (width >= state + least_name) {
    out.state = state_width;
    width -= state;
  }
  out.name = std::min({names, usual_name, width});
  width -= out.name;
  for (const auto& next : by_importance) {
    if (width < column_gap + next.least) break;
    out.*next.width = next.least;
    width -= column_gap + next.least;
  }
  const auto longer = std::min(names - out.name, width);
  out.name += longer;
  width -= longer;
  if (out.bars > 0) out.bars = std::min(out.bars + width, recent_pings::most_kept);
  return out;
}

}  // namespace tmss10
