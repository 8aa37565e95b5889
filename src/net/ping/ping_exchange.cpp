// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping/ping_exchange.hpp>

#include <asio/co_spawn.hpp>
#include <asio/experimental/awaitable_operators.hpp>

#include <exception>
#include <utility>

namespace tmss10 {

ping_exchange::ping_exchange(const asio::any_io_executor& executor, run_state& run,
                             std::shared_ptr<session> over)
    : executor_(executor),
      run_(run),
      session_(std::move(over)),
      slot_timer_(executor),
      expiry_timer_(executor),
      background_(executor),
      pings_(run.reply_timeout),
      path_(run.direct) {
  // What was sent again for the handshake is no ping's.
  if (const auto facts = session_->facts())
    counted_retransmits_ = facts->total_retransmits;
}

asio::awaitable<std::error_code> ping_exchange::run() {
  using asio::experimental::awaitable_operators::operator&&;
  // At once, so that a peer which always hangs up costs a ping each time, and the run has
  // an end.
  if (run_.due.schedule.is_due(clock::now())) send_in_slot();
  if (run_.due.schedule.has_slots()) {
    co_await (receive() && give_up_in_time() && send_on_schedule());
  } else {
    co_await (receive() && give_up_in_time());
  }
  co_await await_background();
  if (!done_) {
    const event::disconnected disconnected{end_reason_};
    run_.due.events.tell(disconnected, clock::now());
    abandon_pings();
  }
  co_return end_reason_;
}

void ping_exchange::held_up(const hold_up& at) {
  was_held_up_ = true;
  pings_.held_up(at);
}

void ping_exchange::stop() {
  done_ = true;
  end({});
}

/// Reads until the connection ends.
asio::awaitable<void> ping_exchange::receive() {
  while (!ended_) {
    const auto happened = co_await session_->next();
    if (ended_) break;
    if (!happened) {
      end(happened.error());
    } else if (*happened == protocol_event::closed) {
      end(errc::closed_by_peer);
    } else {
      take_response();
    }
  }
}

asio::awaitable<void> ping_exchange::send_on_schedule() {
  while (!ended_ && !run_.due.all_were_due()) {
    slot_timer_.expires_at(run_.due.schedule.next());
    co_await slot_timer_.async_wait(awaitable_tuple);
    if (!ended_) send_in_slot();
  }
}

void ping_exchange::send_in_slot() {
  run_.look(clock::now());
  send_ping();
  if (ended_) return;
  const auto now = clock::now();
  run_.look(now);  // the reports may have waited for their reader
  run_.due.schedule.advance(now);
}

/// Looks at the oldest ping when its time-out passes. A ping that is sent while nothing
/// waits expires no earlier than one that is sent now, so nobody has to wake this up.
/// What is there already is read first: this program may be late, and not the answer.
asio::awaitable<void> ping_exchange::give_up_in_time() {
  while (!ended_) {
    note_facts();
    was_held_up_ = false;
    const auto began = clock::now();
    const auto latest = began + run_.reply_limit(began);
    const auto unsent = session_->wire().output().size();
    expiry_timer_.expires_at(pings_.next_expiry().value_or(latest));
    co_await expiry_timer_.async_wait(awaitable_tuple);
    if (ended_) break;
    const auto now = clock::now();
    run_.look(now);
    if (pings_.next_expiry() <= now && session_->has_unread() && pings_.look_again(now)) {
      continue;
    }
    give_up_expired(now);
    const bool stands_still =
        unsent > 0 && !was_held_up_ && session_->wire().output().size() == unsent;
    if (stands_still && pings_.waiting() == 0) end(errc::peer_reads_nothing);
  }
}

void ping_exchange::send_ping() {
  if (pings_.full()) return end(errc::too_many_unanswered);
  // Nothing is lost with this connection, and its next ping would be.
  if (pings_.waiting() == 0 && path_.is_suspect() && path_.is_dead(session_->facts())) {
    return end(errc::path_went_dead);
  }
  const bool is_late = run_.budget && clock::now() >= run_.budget->end();
  if (is_late) return;  // it would not be decided
  // The system takes no more: this slot goes by, and the pings on their way run out of
  // time.
  if (flush_runs_) return;
  const std::uint64_t sequence = run_.due.next_sequence();
  const auto payload = run_.payloads.of(sequence);
  request asked;
  asked.payload.assign(payload.begin(), payload.end());
  const auto plaintext = codec_of_thread().encoded(asked);
  plaintext_size_ = plaintext.size();
  const auto unsent = session_->wire().output().size();
  if (const auto sealed = session_->wire().send(plaintext); !sealed) {
    return end(sealed.error());
  }
  const auto wire_size = session_->wire().output().size() - unsent;
  // Told before it is sent: what the reports cost would be part of the round trip.
  run_.due.events.tell(event::sent{sequence, header_of(asked), wire_size}, clock::now());
  if (ended_) return;
  const auto now = clock::now();
  pings_.sent(sequence, now, run_.reply_limit(now));
  if (!session_->flush_now()) start_flush();
}

/// Writes the rest when the system takes it. The pings whose turn comes meanwhile are not
/// sent.
void ping_exchange::start_flush() {
  flush_runs_ = true;
  asio::co_spawn(
      executor_,
      [](std::shared_ptr<session> to) -> asio::awaitable<void> {
        co_await to->flush();
      }(session_),
      [this](const std::exception_ptr& error) {
        if (error) std::rethrow_exception(error);
        flush_runs_ = false;
        background_.cancel();
        after_decision();
      });
}

/// Flush and probe refer to this object, so they must not outlive it.
asio::awaitable<void> ping_exchange::await_background() {
  while (flush_runs_ || probe_runs_) {
    background_.expires_at(clock::time_point::max());
    co_await background_.async_wait(awaitable_tuple);
  }
}

void ping_exchange::take_response() {
  if (observing_) return take_observation();
  const auto sequence = pings_.next_answered();
  if (!sequence) return end(errc::unasked_response);
  path_.answered();
  response said;
  auto checked = codec_of_thread().decode(session_->wire().plaintext(), said);
  if (checked) checked = check_ping_response(said, run_.payloads.of(*sequence));
  const auto now = session_->received_at();
  run_.look(now);
  if (ended_) return;
  tell_response(*pings_.take_answered(now), header_of(said), checked, now);
  after_decision();
}

void ping_exchange::tell_response(const outstanding_pings::answered& answered,
                                  const response_header& header,
                                  const result<void>& checked, clock::time_point now) {
  const auto retransmits = retransmits_until(answered, now);
  const auto wire_size = session_->wire().wire_size();
  if (!checked) {
    const event::bad_reply bad{answered.sequence, checked.error(),     header,
                               wire_size,         answered.round_trip, answered.late,
                               retransmits};
    return run_.due.events.tell(bad, now);
  }
  if (answered.late) {
    judge_late_answer(answered.round_trip, retransmits > 0);
  } else {
    path_.answered_in_time();
  }
  const event::reply reply{answered.sequence,    wire_size, answered.round_trip,
                           answered.late,        header,    retransmits,
                           answered.noticed_late};
  run_.due.events.tell(reply, now);
}

void ping_exchange::give_up_expired(clock::time_point now) {
  while (!ended_) {
    const auto given_up = pings_.expire(now);
    if (!given_up) break;
    const event::lost lost{given_up->sequence, given_up->waited, errc::timed_out,
                           note_retransmits(), given_up->held_up};
    run_.due.events.tell(lost, now);
    judge_silence(given_up->waited);
    after_decision();
  }
}

/// A ping was decided: the run may be complete, or the next ping's turn may have come.
void ping_exchange::after_decision() {
  if (ended_ || observing_ || pings_.waiting() > 0) return;
  if (run_.due.all_were_due()) {
    if (!start_observing()) stop();
  } else if (!run_.due.schedule.has_slots()) {
    send_ping();
  }
}

void ping_exchange::end(std::error_code reason) {
  if (ended_) return;
  ended_ = true;
  done_ = done_ || observing_;
  end_reason_ = observing_ ? std::error_code() : reason;  // the pings had a good end
  judge_end(end_reason_);
  if (observing_) {
    observing_->limit.disarm();
  } else {
    tell_retransmits();
  }
  left_open_ = can_stay_open();
  if (left_open_) {
    session_->pause();
  } else {
    session_->close_in_order();
  }
  slot_timer_.cancel();
  expiry_timer_.cancel();
  run_.stop_probe();
}

/// Whether the next exchange over this connection could not be taken in by what is left
/// of this one.
bool ping_exchange::can_stay_open() const {
  return run_.keep && done_ && !end_reason_ && !observing_ && !flush_runs_ &&
         !pings_.next_answered();
}

/// Those of which no ping told.
void ping_exchange::tell_retransmits() {
  if (const auto segments = note_retransmits()) {
    run_.due.events.tell(event::retransmitted{segments, pings_.waiting() > 0},
                         clock::now());
  }
}

/// The pings that went down with their connection.
void ping_exchange::abandon_pings() {
  const bool is_ours =
      end_reason_ == errc::too_many_unanswered || end_reason_ == errc::peer_reads_nothing;
  while (!done_) {
    const auto now = clock::now();
    const auto given_up = pings_.abandon(now);
    if (!given_up) break;
    took_pings_ = !is_ours;
    const event::lost lost{given_up->sequence, given_up->waited, end_reason_, 0,
                           given_up->held_up};
    run_.due.events.tell(lost, now);
  }
}

}  // namespace tmss10
