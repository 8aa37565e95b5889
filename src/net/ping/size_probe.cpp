// SPDX-License-Identifier: MIT
#include "size_probe.hpp"

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/run/ping_payloads.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// What a sealed message has besides its packet: its length and its tag
/// (docs/protocol.md, "Transport").
constexpr std::uint32_t seal_size = 2 + 16;

/// Small enough for every path: 576 is what each host must be able to receive (RFC 791).
constexpr std::size_t piece_size = 400;

/// Says that the session tests the path, before what may not get through: else its end
/// would look like a fault to the responder, and like a handshake that failed. In a
/// segment of its own, whatever follows, and whenever it is sent again.
bool announce(session& over) {
  bytes packet(packet_header_size);
  store_be16(packet, static_cast<std::uint16_t>(undefined_function));
  return over.wire().send(packet).has_value() && over.flush_in_pieces(piece_size);
}

/// A close message would have to wait for what does not get through.
void give_up(session& over) {
  const auto facts = over.segments();
  if (facts && !facts->all_arrived()) return over.reset();
  over.close_in_order();
}

/// How a wait for an answer ended; no facts: the connection ended before.
struct answer_wait {
  bool answered = false;
  std::optional<segment_facts> at_end;
};

/// Waits for the answer that follows the one to announce().
asio::awaitable<answer_wait> await_answer(std::shared_ptr<session> over,
                                          watchdog::duration longest, watchdog& limit) {
  answer_wait out;
  limit.arm(longest, [over, &out, &limit] {
    if (limit.tripped()) return give_up(*over);
    out.at_end = over->segments();
    over->reset();
  });
  auto happened = co_await over->next();
  if (happened && *happened == protocol_event::message) happened = co_await over->next();
  limit.disarm();
  if (happened && *happened == protocol_event::message) {
    out.answered = true;
    out.at_end = over->segments();
    over->close_in_order();
  } else if (!out.at_end) {
    over->close();
  }
  co_return out;
}

}  // namespace

std::uint32_t largest_there(const segment_facts& of, bool is_v6) {
  return of.send_mss + of.options + header_size(is_v6);
}

std::uint32_t largest_back(const segment_facts& of, bool is_v6) {
  return of.advertised_mss + header_size(is_v6);
}

asio::awaitable<std::optional<size_result>> probe_there(std::shared_ptr<session> over,
                                                        size_probe what,
                                                        watchdog& limit) {
  const auto before = over->segments();
  if (!before || limit.tripped()) co_return std::nullopt;
  size_result out{what.size, {}, false, {}, false};
  const auto most = largest_there(*before, what.is_v6);
  if (what.size > most) {
    out.limit = most;
    over->close_in_order();
    co_return out;
  }
  const auto overhead = header_size(what.is_v6) + before->options + seal_size;
  bytes packet(std::max<std::size_t>(what.size - overhead, packet_header_size));
  store_be16(packet, static_cast<std::uint16_t>(undefined_function));
  if (!announce(*over) || !over->wire().send(packet)) co_return std::nullopt;
  over->flush_now();
  const auto wait = co_await await_answer(over, what.longest, limit);
  if (limit.tripped() || !wait.at_end) co_return std::nullopt;
  const auto sent = std::min(what.size, largest_there(*wait.at_end, what.is_v6));
  const bool arrived = wait.answered || wait.at_end->all_arrived();
  if (arrived) out.arrived = sent;
  out.vanished = !arrived || sent < what.size;
  co_return out;
}

asio::awaitable<std::optional<size_result>> probe_back(std::shared_ptr<session> over,
                                                       size_probe what, watchdog& limit) {
  const auto before = over->segments();
  if (!before || limit.tripped()) co_return std::nullopt;
  size_result out{what.size, {}, false, {}, false};
  const auto most = largest_back(*before, what.is_v6);
  if (what.size > most) {
    out.limit = most;
    over->close_in_order();
    co_return out;
  }
  // A payload as long as the segment: the answer is somewhat longer, so that its first
  // segment is full.
  const auto headers = header_size(what.is_v6) + before->options;
  const ping_payloads random(what.size - headers);
  request ping;
  const auto payload = random.of(1);
  ping.payload.assign(payload.begin(), payload.end());
  if (!announce(*over) || !over->wire().send(codec_of_thread().encoded(ping)))
    co_return std::nullopt;
  over->flush_in_pieces(piece_size);
  const auto wait = co_await await_answer(over, what.longest, limit);
  if (limit.tripped() || !wait.at_end) co_return std::nullopt;
  if (!wait.answered) {
    // The last acknowledgement may come with the answer; others that are missing mean
    // that the request did not arrive.
    out.vanished = wait.at_end->unacknowledged <= 1 && wait.at_end->held_back == 0;
    co_return out.vanished ? std::optional(out) : std::nullopt;
  }
  out.arrived = std::min(what.size, wait.at_end->receive_mss + headers);
  if (*out.arrived < what.size) {
    out.limit = out.arrived;
    // What followed a packet that was too large came before it was sent again in pieces.
    out.was_lowered = wait.at_end->out_of_order > 0;
  }
  co_return out;
}

}  // namespace tmss10
