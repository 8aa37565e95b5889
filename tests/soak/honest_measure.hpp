// SPDX-License-Identifier: MIT
#pragma once

#include "lives.hpp"
#include <tmss10/core/run/round_trip_times.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10::soak {

/// What an honest client finds.
struct honest_figures {
  round_trip_times pings;
  /// From the connection request to the end of the handshake.
  round_trip_times openings;
  /// Its failures: none is excused.
  honest_account account;
};

/// For so long, pings each millisecond in one session, and beside it opens new sessions,
/// pings once in each and closes it. Adds what it finds.
void measure_honestly(std::uint16_t port, std::chrono::nanoseconds lasts,
                      honest_figures& into);

}  // namespace tmss10::soak
