// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace tmss10 {

/// What a responder has done since it began, and what it has now.
struct responder_counters {
  std::uint64_t accepted = 0;
  /// Connections over a limit, that got a busy greeting.
  std::uint64_t turned_away = 0;
  /// Unfinished connections that ended so that another had room.
  std::uint64_t gave_way = 0;
  /// Times that the system gave no connection.
  std::uint64_t accept_failures = 0;
  /// Connections that ended before they were sessions.
  std::uint64_t handshakes_failed = 0;
  /// Connections that proved to be real.
  std::uint64_t sessions = 0;
  std::uint64_t requests = 0;
  /// Requests that were refused.
  std::uint64_t refusals = 0;
  /// Times that a connection's rate was reached.
  std::uint64_t delays = 0;
  std::uint64_t connections_now = 0;
  std::uint64_t unfinished_now = 0;
};

}  // namespace tmss10
