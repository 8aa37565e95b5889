// SPDX-License-Identifier: MIT
#include <tmss10/core/stall.hpp>

namespace tmss10 {
namespace {

/// The segments that every IPv4 path takes (RFC 9293, section 3.7.1: the default MSS). A
/// handshake fits in one of them.
constexpr std::size_t surely_passing_size = 536;

}  // namespace

stall judge_stall(const tcp_facts& facts, std::size_t message_size) {
  const bool large = message_size > surely_passing_size;
  if (facts.unacknowledged == 0) {
    return large ? stall::large_not_answered : stall::not_answered;
  }
  if (facts.retransmits == 0) return stall::unknown;  // it may still be on its way
  return large ? stall::large_not_delivered : stall::not_delivered;
}

}  // namespace tmss10
