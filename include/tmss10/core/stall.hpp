// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace tmss10 {

/// What the system knows of the data that went out on a connection.
struct tcp_facts {
  /// Segments that were sent and are not acknowledged.
  std::uint32_t unacknowledged = 0;
  /// How often the oldest of them was sent again so far.
  std::uint32_t retransmits = 0;
};

/// Why a peer does not answer, as far as that can be told from this side.
enum class stall {
  unknown,
  /// The peer's system has all of it: the program there does not answer.
  not_answered,
  /// The same of a packet so large that its answer may not get through.
  large_not_answered,
  /// It does not arrive, although the connection could be made.
  not_delivered,
  /// The same of a packet so large that small ones may well arrive.
  large_not_delivered,
};

/// Judges a wait that was in vain for the answer to a message of that many bytes.
[[nodiscard]] stall judge_stall(const tcp_facts& facts, std::size_t message_size);

}  // namespace tmss10
