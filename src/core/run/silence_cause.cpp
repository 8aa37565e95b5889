// SPDX-License-Identifier: MIT
#include <tmss10/core/run/silence_cause.hpp>

namespace tmss10 {
namespace {

/// The segments that every IPv4 path takes (RFC 9293, section 3.7.1: the default MSS). A
/// handshake fits in one of them.
constexpr std::size_t surely_passing_size = 536;

/// In less than this, TCP may not have tried a second time (RFC 6298's timer of 1 s is
/// 0.2 s at least in practice), and a single lost segment looks like a mute peer.
constexpr auto too_short_to_tell = std::chrono::milliseconds(500);

}  // namespace

silence_cause silence_cause_of(const vain_wait& wait) {
  const bool large = wait.message_size > surely_passing_size;
  // After a reset, the system counts nothing as unacknowledged any more.
  if (wait.after.retransmits > 0) {
    return large ? silence_cause::large_vanish : silence_cause::not_delivered;
  }
  if (wait.after.unacknowledged > 0)
    return silence_cause::unknown;  // it may be on its way
  if (wait.lasted < too_short_to_tell) return silence_cause::unknown;
  if (wait.after.held_back > 0) return silence_cause::not_sent;
  // A peer acknowledges what it has in its answer, or soon without one. Only when answers
  // get lost it takes a second copy of the request.
  const bool was_sent_again =
      wait.after.total_retransmits != wait.before.total_retransmits;
  if (!was_sent_again) return silence_cause::not_answered;
  return large ? silence_cause::large_vanish : silence_cause::answer_lost;
}

bool end_may_be_answer(const std::optional<tcp_facts>& at_end,
                       std::chrono::nanoseconds waited) {
  if (waited >= too_late_for_answer) return false;
  return !at_end || (at_end->all_arrived() && at_end->retransmits == 0);
}

}  // namespace tmss10
