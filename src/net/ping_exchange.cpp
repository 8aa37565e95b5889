// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/ping_exchange.hpp>

#include <asio/co_spawn.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace tmss10 {
namespace {

constexpr auto token = as_tuple(asio::use_awaitable);

/// The shortest time after which Linux sends a lone segment again (its TCP_RTO_MIN).
constexpr auto soonest_retransmit = std::chrono::milliseconds(200);

}  // namespace

ping_exchange::ping_exchange(const asio::any_io_executor& executor, ping_course& course,
                             std::shared_ptr<session> over)
    : executor_(executor),
      course_(course),
      session_(std::move(over)),
      slot_timer_(executor),
      expiry_timer_(executor),
      background_(executor),
      pings_(course.reply_timeout) {
  // What was sent again for the handshake is no ping's.
  if (const auto facts = session_->facts())
    counted_retransmits_ = facts->total_retransmits;
}

asio::awaitable<std::error_code> ping_exchange::run() {
  using asio::experimental::awaitable_operators::operator&&;
  // At once, so that a peer which always hangs up costs a ping each time, and the run has
  // an end.
  if (course_.schedule.is_due(clock::now())) send_in_slot();
  if (course_.schedule.has_slots()) {
    co_await (receive() && give_up_in_time() && send_on_schedule());
  } else {
    co_await (receive() && give_up_in_time());
  }
  co_await await_background();
  if (!done_) {
    const event::disconnected disconnected{end_reason_};
    course_.tell(disconnected);
    abandon_pings();
  }
  co_return end_reason_;
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
  while (!ended_ && !course_.all_sent()) {
    slot_timer_.expires_at(course_.schedule.next());
    co_await slot_timer_.async_wait(token);
    if (!ended_) send_in_slot();
  }
}

void ping_exchange::send_in_slot() {
  send_ping();
  if (!ended_) course_.schedule.advance(clock::now());
}

/// Looks at the oldest ping when its time-out passes. A ping that is sent while nothing
/// waits expires no earlier than a time-out from now, so nobody has to wake this up.
asio::awaitable<void> ping_exchange::give_up_in_time() {
  while (!ended_) {
    note_facts();
    const auto latest = clock::now() + course_.reply_timeout;
    const auto unsent = session_->wire().output().size();
    expiry_timer_.expires_at(pings_.next_expiry().value_or(latest));
    co_await expiry_timer_.async_wait(token);
    if (ended_) break;
    give_up_expired(clock::now());
    const bool stands_still = unsent > 0 && session_->wire().output().size() == unsent;
    if (stands_still && pings_.waiting() == 0) end(errc::peer_reads_nothing);
  }
}

void ping_exchange::send_ping() {
  if (pings_.full()) return end(errc::too_many_unanswered);
  // Nothing is lost with this connection, and its next ping would be.
  if (works_elsewhere_ && pings_.waiting() == 0) return end(errc::path_went_dead);
  // The system takes no more: this slot goes by, and the pings on their way run out of
  // time.
  if (flush_runs_) return;
  const std::uint64_t sequence = course_.totals.transmitted + 1;
  const auto payload = course_.payloads.of(sequence);
  request_.payload.assign(payload.begin(), payload.end());
  plaintext_.clear();
  course_.codec.encode(request_, plaintext_);
  const auto unsent = session_->wire().output().size();
  if (const auto sealed = session_->wire().send(plaintext_); !sealed) {
    return end(sealed.error());
  }
  ++course_.totals.transmitted;
  course_.totals.bytes_sent += session_->wire().output().size() - unsent;
  // Told before it goes: what the reports cost would be part of the round trip.
  course_.tell(event::sent{sequence, header_of(request_)});
  if (ended_) return;
  pings_.sent(sequence, clock::now());
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

/// A firewall that has forgotten a connection drops what comes on it, and says nothing. A
/// new connection tells that from a network that is down for all.
void ping_exchange::start_probe() {
  if (probe_runs_ || works_elsewhere_) return;
  probe_runs_ = true;
  asio::co_spawn(executor_, course_.probe(),
                 [this](const std::exception_ptr& error, bool works) {
                   if (error) std::rethrow_exception(error);
                   probe_runs_ = false;
                   background_.cancel();
                   const auto facts = session_->facts();
                   if (works && seems_dead_ && facts)
                     works_elsewhere_ = facts->retransmits;
                 });
}

/// Flush and probe refer to this object, so they must not outlive it.
asio::awaitable<void> ping_exchange::await_background() {
  while (flush_runs_ || probe_runs_) {
    background_.expires_at(clock::time_point::max());
    co_await background_.async_wait(token);
  }
}

void ping_exchange::take_response() {
  const auto sequence = pings_.next_answered();
  if (!sequence) return end(errc::unasked_response);
  silent_ = false;
  seems_dead_ = false;
  works_elsewhere_.reset();
  auto checked = course_.codec.decode(session_->wire().plaintext(), response_);
  if (checked) checked = check_ping_response(response_, course_.payloads.of(*sequence));
  const auto now = session_->received_at();
  give_up_expired(now);
  if (ended_) return;
  tell_response(*pings_.take_answered(now), checked, now);
  after_decision();
}

void ping_exchange::tell_response(const outstanding_pings::answered& answered,
                                  const result<void>& checked, clock::time_point now) {
  auto& totals = course_.totals;
  const auto retransmits = note_retransmits();
  if (retransmits > 0 && !answered.late) ++totals.retransmitted_pings;
  totals.bytes_received += session_->wire().wire_size();
  if (answered.late) {
    course_.seen = stall::unknown;  // it was only slow
    if (checked) ++totals.late;
  } else if (checked) {
    ++totals.received;
    totals.round_trips.add(answered.round_trip);
    totals.outage.answered(now);
  } else {
    ++totals.lost;
    totals.outage.lost(now - answered.round_trip);
  }
  if (checked) {
    const event::reply reply{answered.sequence,    session_->wire().wire_size(),
                             answered.round_trip,  answered.late,
                             header_of(response_), retransmits};
    course_.tell(reply);
  } else {
    const event::bad_reply bad{answered.sequence, checked.error(), header_of(response_)};
    course_.tell(bad);
  }
}

void ping_exchange::give_up_expired(clock::time_point now) {
  while (!ended_) {
    const auto given_up = pings_.expire(now);
    if (!given_up) break;
    ++course_.totals.lost;
    if (note_retransmits() > 0) ++course_.totals.retransmitted_pings;
    course_.totals.outage.lost(now - given_up->waited);
    course_.tell(event::lost{given_up->sequence, given_up->waited, errc::timed_out});
    judge_silence(given_up->waited);
    after_decision();
  }
}

/// What TCP sent again since this was asked last, in segments.
std::uint64_t ping_exchange::note_retransmits() {
  const auto facts = session_->facts();
  if (!facts) return 0;
  course_.kernel = *facts;
  const std::uint64_t more = facts->total_retransmits - counted_retransmits_;
  counted_retransmits_ = facts->total_retransmits;
  course_.totals.retransmitted_segments += more;
  return more;
}

/// What the system knows before anything of what waits was sent a second time.
void ping_exchange::note_facts() {
  const auto oldest = pings_.next_expiry();
  const bool is_new =
      !oldest || *oldest - clock::now() > course_.reply_timeout - soonest_retransmit;
  if (!silent_ && is_new) known_before_ = session_->facts().value_or(tcp_facts{});
}

/// Why an answer did not come in time, if the system can tell. The connection is dead if
/// it was tried again in vain since another one worked.
void ping_exchange::judge_silence(clock::duration waited) {
  silent_ = true;
  const auto facts = course_.direct && !ended_ ? session_->facts() : std::nullopt;
  if (!facts) return;
  const auto judged = judge_stall({known_before_, *facts, waited, plaintext_.size()});
  if (judged != stall::unknown) course_.seen = judged;
  seems_dead_ = judged == stall::not_delivered;
  if (!seems_dead_) {
    works_elsewhere_.reset();
  } else if (works_elsewhere_ && facts->retransmits > *works_elsewhere_) {
    end(errc::path_went_dead);
  } else {
    start_probe();
  }
}

/// A ping was decided: the run may be complete, or the next ping's turn may have come.
void ping_exchange::after_decision() {
  if (ended_ || pings_.waiting() > 0) return;
  if (course_.all_sent()) {
    stop();
  } else if (!course_.schedule.has_slots()) {
    send_ping();
  }
}

void ping_exchange::end(std::error_code reason) {
  if (ended_) return;
  ended_ = true;
  end_reason_ = reason;
  if (note_retransmits() > 0 && pings_.waiting() > 0) {
    ++course_.totals.retransmitted_pings;
  }
  session_->close_in_order();
  slot_timer_.cancel();
  expiry_timer_.cancel();
  course_.stop_probe();
}

/// The pings that went down with their connection.
void ping_exchange::abandon_pings() {
  while (!done_) {
    const auto now = clock::now();
    const auto given_up = pings_.abandon(now);
    if (!given_up) break;
    ++course_.totals.lost;
    course_.totals.outage.lost(now - given_up->waited);
    const event::lost lost{given_up->sequence, given_up->waited, end_reason_};
    course_.tell(lost);
  }
}

}  // namespace tmss10
