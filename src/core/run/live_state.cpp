// SPDX-License-Identifier: MIT
#include <tmss10/core/run/live_state.hpp>

#include <chrono>

namespace tmss10 {
namespace {

bool is_slow(const statistics& totals, const recent_pings& last) {
  constexpr std::size_t fewest = 5;
  constexpr auto margin = std::chrono::milliseconds(1);
  if (last.count() < fewest) return false;
  const auto usual = totals.round_trips.avg();
  for (std::size_t age = 0; age < fewest; ++age) {
    const auto time = last.at(age).round_trip;
    if (time <= 2 * usual || time <= usual + margin) return false;
  }
  return true;
}

}  // namespace

live_state live_state_of(const statistics& totals, const recent_pings& last) {
  if (totals.outage.going_on()) return live_state::down;
  if (totals.decided() == 0) return live_state::starting;
  if (last.missed() > 0) return live_state::losing;
  return is_slow(totals, last) ? live_state::slow : live_state::up;
}

}  // namespace tmss10
