// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failed_attempts.hpp>
#include <tmss10/core/run/outages.hpp>
#include <tmss10/core/run/round_trip_times.hpp>

#include <cstdint>
#include <optional>

namespace tmss10 {

/// What became of the pings of a run: those that were sent, and those that were due and
/// could not be sent. A ping that was sent and is neither received nor lost is not
/// decided yet.
struct statistics {
  std::uint64_t transmitted = 0;
  /// Answered in time and right.
  std::uint64_t received = 0;
  /// Not answered in time, answered wrong, or cut off with their connection.
  std::uint64_t lost = 0;
  /// Those of the lost that were answered after their time-out. Their times are in no
  /// statistic.
  std::uint64_t late = 0;
  /// Those of the received ones of which nobody knows when the answer came: this program
  /// was held up. Their times are in no statistic.
  std::uint64_t noticed_late = 0;
  /// Slots of the schedule that went by without a connection: pings that were due and
  /// could not be sent.
  std::uint64_t unsent = 0;
  /// Slots of the schedule that went by while this program was held up: no ping was sent
  /// for them, and none lost.
  std::uint64_t held_up = 0;
  /// Connections that were begun, however they ended.
  std::uint64_t attempts = 0;
  failed_attempts failed;
  /// Connections that were made in place of a lost one.
  std::uint64_t reconnections = 0;
  /// Bytes of pings and their answers on the wire, without handshakes.
  std::uint64_t bytes_sent = 0;
  std::uint64_t bytes_received = 0;
  /// Pings during which TCP sent something again, each decided in time or given up, and
  /// all that it sent again for pings, in segments (Linux tells; elsewhere zero).
  std::uint64_t retransmitted_pings = 0;
  std::uint64_t retransmitted_segments = 0;
  round_trip_times round_trips;
  outages outage;

  /// All that were due, so far.
  [[nodiscard]] std::uint64_t due() const { return transmitted + unsent; }
  /// Those that did not get through.
  [[nodiscard]] std::uint64_t missed() const { return lost + unsent; }
  [[nodiscard]] std::uint64_t decided() const { return received + missed(); }
  [[nodiscard]] std::uint64_t undecided() const { return transmitted - received - lost; }

  /// Lost and unsent pings of the decided ones, 0 to 100.
  [[nodiscard]] double loss_percent() const;

  /// Whether fewer were answered than that, or none at all.
  [[nodiscard]] bool falls_short_of(std::optional<std::uint64_t> count) const;
};

}  // namespace tmss10
