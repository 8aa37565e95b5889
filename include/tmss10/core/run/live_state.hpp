// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/recent_pings.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <cstdint>

namespace tmss10 {

/// How a target is while its run goes on, from worst to best.
enum class live_state : std::uint8_t {
  /// Nothing is answered: an outage goes on.
  down,
  /// It answers, but some of its recent_pings were lost or not sent.
  losing,
  /// Its last 5 answers each took more than twice as long as the average of the run, and
  /// more than 1 ms longer. One slow answer alone does not mean anything.
  slow,
  /// Nothing is known yet.
  starting,
  up,
};

/// How many there are.
inline constexpr std::size_t live_states = 5;

[[nodiscard]] live_state live_state_of(const statistics& totals,
                                       const recent_pings& last);

}  // namespace tmss10
