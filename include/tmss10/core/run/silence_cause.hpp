// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// An end of a connection after so long is not the peer's answer to it, or to a message:
/// longer than a round trip over a satellite in which one segment was lost, and shorter
/// than the limits of time after which peers, proxies and firewalls end a connection.
inline constexpr std::chrono::seconds too_late_for_answer{2};

/// What the system knows of the data that went out on a connection.
struct tcp_facts {
  /// Segments that were sent and are not acknowledged.
  std::uint32_t unacknowledged = 0;
  /// How often the oldest of them was sent again so far.
  std::uint32_t retransmits = 0;
  /// Segments that were sent again, since the connection began.
  std::uint32_t total_retransmits = 0;
  /// The system's own round-trip times of the connection, smoothed and the smallest; zero
  /// when there is none yet.
  std::chrono::microseconds smoothed_round_trip{0};
  std::chrono::microseconds min_round_trip{0};
  /// Bytes that this machine does not send, although nothing is on its way and the peer
  /// has room for them: its own firewall drops them, or it has no route any more.
  std::uint32_t held_back = 0;

  /// Whether all that was given to the system has arrived at the peer's.
  [[nodiscard]] bool all_arrived() const { return unacknowledged == 0 && held_back == 0; }
};

/// Why a peer does not answer, as far as that can be told from this side.
enum class silence_cause {
  unknown,
  /// The peer's system has all of it: the program there does not answer.
  not_answered,
  /// It arrives, but what comes back does not.
  answer_lost,
  /// This machine does not send it.
  not_sent,
  /// It does not arrive, although the connection could be made.
  not_delivered,
  /// It is large, and does not arrive, or its answer does not; small packets may well.
  large_vanish,
  /// It does not arrive, but what went over a new connection meanwhile did.
  forgotten,
  /// The connection ended while it was under way.
  connection_ended,
  /// The answer came too late, after data had been sent again.
  held_up,
  /// The answer came too late, and nothing was sent again.
  slow,
};

/// A wait for an answer that was in vain: it was given up, or the connection ended.
struct vain_wait {
  /// What the system knew when it began, and when it was given up.
  tcp_facts before;
  tcp_facts after;
  std::chrono::nanoseconds lasted{0};
  /// The bytes that were to be answered.
  std::size_t message_size = 0;
};

/// Why the answer did not come.
[[nodiscard]] silence_cause silence_cause_of(const vain_wait& wait);

/// Whether the end of the connection can be the peer's answer to the message: it came
/// soon, and the message was not on its way still. False also when the peer, or who is
/// between, may only have waited for it in vain. `at_end`: none where the system does not
/// tell.
[[nodiscard]] bool end_may_be_answer(const std::optional<tcp_facts>& at_end,
                                     std::chrono::nanoseconds waited);

}  // namespace tmss10
