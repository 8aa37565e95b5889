// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/silence_cause.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// What the system knows of the data that went out on a connection, by its socket. None:
/// it does not tell (only Linux does, as TCP_INFO), or there is no connection any more.
[[nodiscard]] std::optional<tcp_facts> read_tcp_info(int socket);

/// What the system knows of the sizes of a connection's segments, in bytes.
struct segment_facts {
  /// The most data that a segment sent now may carry.
  std::uint32_t send_mss = 0;
  /// The most data that a segment from the peer carried, as the system estimates it: no
  /// less than 536 if larger segments were advertised (RFC 9293, section 3.7.1).
  std::uint32_t receive_mss = 0;
  /// The MSS in this side's connection request, which does not count TCP's options.
  std::uint32_t advertised_mss = 0;
  /// What TCP's options take of every segment with data.
  std::uint32_t options = 0;
  /// Segments that were sent and are not acknowledged.
  std::uint32_t unacknowledged = 0;
  /// Segments of the peer's that came before earlier ones; zero where it does not tell.
  std::uint32_t out_of_order = 0;
  std::chrono::microseconds smoothed_round_trip{0};
  /// As of tcp_facts.
  std::uint32_t held_back = 0;

  /// Whether all that was given to the system has arrived at the peer's.
  [[nodiscard]] bool all_arrived() const { return unacknowledged == 0 && held_back == 0; }
};

/// The same conditions as for read_tcp_info.
[[nodiscard]] std::optional<segment_facts> read_segment_facts(int socket);

}  // namespace tmss10
