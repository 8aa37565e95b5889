// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>
#include <tmss10/net/client_session.hpp>
#include <tmss10/net/pinger.hpp>

#include <asio/co_spawn.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/use_awaitable.hpp>

#include <exception>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

constexpr auto token = asio::experimental::as_tuple(asio::use_awaitable);

}  // namespace

pinger::pinger(const asio::any_io_executor& executor, pinger_settings settings,
               const site_key& key, listener tell)
    : executor_(executor),
      settings_(std::move(settings)),
      key_(key),
      tell_(std::move(tell)),
      payloads_(settings_.payload_size),
      limit_(executor),
      slot_timer_(executor),
      expiry_timer_(executor),
      flushed_(executor),
      pings_(settings_.reply_timeout),
      schedule_(settings_.interval, clock::now()) {}

bool pinger::all_sent() const {
  return settings_.count && totals_.transmitted >= *settings_.count;
}

asio::awaitable<std::optional<failure>> pinger::run() {
  watchdog deadline(executor_);
  if (settings_.deadline) {
    deadline.arm(*settings_.deadline, [this] {
      deadline_passed_ = true;
      stop();
    });
  }
  std::error_code lost_before;
  while (!over_) {
    auto failed =
        co_await open_client_session(settings_.dial, key_, session_, limit_, tell_);
    if (failed && ends_run(*failed)) {
      failed->lost_before = lost_before;
      co_return failed;
    }
    if (over_) break;
    co_await exchange();
    if (over_) break;
    lost_before = end_reason_;
    const event::disconnected disconnected{end_reason_};
    tell_(disconnected);
    abandon_pings();
    if (!over_) co_await wait_for_slot();
  }
  close_session();
  co_return std::nullopt;
}

/// A deadline that passes before the first ping is the time-out of the stage that it
/// ends.
bool pinger::ends_run(failure& failed) const {
  if (!over_) return true;
  if (!deadline_passed_ || totals_.transmitted > 0) return false;
  failed.error = errc::timed_out;
  return true;
}

void pinger::stop() {
  over_ = true;
  limit_.trip();
  slot_timer_.cancel();
  if (!connection_ended_) finish();
}

asio::awaitable<void> pinger::exchange() {
  using asio::experimental::awaitable_operators::operator&&;
  if (over_) co_return;
  connection_ended_ = false;
  end_reason_ = {};
  // At once, so that a peer which always hangs up costs a ping each time, and the run has
  // an end.
  if (schedule_.is_due(clock::now())) send_in_slot();
  if (schedule_.has_slots()) {
    co_await (receive() && give_up_in_time() && send_on_schedule());
  } else {
    co_await (receive() && give_up_in_time());
  }
  co_await await_flush();
}

/// Reads until the connection ends.
asio::awaitable<void> pinger::receive() {
  while (!connection_ended_) {
    const auto happened = co_await session_->next();
    if (connection_ended_) break;
    if (!happened) {
      end_connection(happened.error());
    } else if (*happened == protocol_event::closed) {
      end_connection(errc::closed_by_peer);
    } else {
      take_response();
    }
  }
}

asio::awaitable<void> pinger::wait_for_slot() {
  slot_timer_.expires_at(schedule_.next());
  co_await slot_timer_.async_wait(token);
}

asio::awaitable<void> pinger::send_on_schedule() {
  while (!connection_ended_ && !all_sent()) {
    co_await wait_for_slot();
    if (!connection_ended_) send_in_slot();
  }
}

void pinger::send_in_slot() {
  send_ping();
  schedule_.advance(clock::now());
}

/// Looks at the oldest ping when its time-out passes. A ping that is sent while nothing
/// waits expires no earlier than a time-out from now, so nobody has to wake this up.
asio::awaitable<void> pinger::give_up_in_time() {
  while (!connection_ended_) {
    const auto latest = clock::now() + settings_.reply_timeout;
    const auto unsent = session_->wire().output().size();
    expiry_timer_.expires_at(pings_.next_expiry().value_or(latest));
    co_await expiry_timer_.async_wait(token);
    if (connection_ended_) break;
    give_up_expired(clock::now());
    const bool stands_still = unsent > 0 && session_->wire().output().size() == unsent;
    if (stands_still && pings_.waiting() == 0) end_connection(errc::peer_reads_nothing);
  }
}

void pinger::send_ping() {
  if (pings_.full()) return end_connection(errc::too_many_unanswered);
  // The system takes no more: this slot goes by, and the pings on their way run out of
  // time.
  if (flush_runs_) return;
  const std::uint64_t sequence = totals_.transmitted + 1;
  const auto payload = payloads_.of(sequence);
  request_.payload.assign(payload.begin(), payload.end());
  plaintext_.clear();
  codec_.encode(request_, plaintext_);
  if (const auto sealed = session_->wire().send(plaintext_); !sealed) {
    return end_connection(sealed.error());
  }
  ++totals_.transmitted;
  pings_.sent(sequence, clock::now());
  if (!session_->flush_now()) start_flush();
}

/// Writes the rest when the system takes it. The pings whose turn comes meanwhile are not
/// sent.
void pinger::start_flush() {
  flush_runs_ = true;
  asio::co_spawn(
      executor_,
      [](std::shared_ptr<session> to) -> asio::awaitable<void> {
        co_await to->flush();
      }(session_),
      [this](const std::exception_ptr& error) {
        if (error) std::rethrow_exception(error);
        flush_runs_ = false;
        flushed_.cancel();
        after_decision();
      });
}

/// The flush refers to this object, so it must not outlive the exchange.
asio::awaitable<void> pinger::await_flush() {
  while (flush_runs_) {
    flushed_.expires_at(clock::time_point::max());
    co_await flushed_.async_wait(token);
  }
}

void pinger::take_response() {
  const auto sequence = pings_.next_answered();
  if (!sequence) return end_connection(errc::unasked_response);
  auto checked = codec_.decode(session_->wire().plaintext(), response_);
  if (checked) checked = check_ping_response(response_, payloads_.of(*sequence));
  const auto now = clock::now();
  give_up_expired(now);
  if (connection_ended_) return;
  const auto answered = pings_.take_answered(now);
  if (answered->late) {
    if (checked) ++totals_.late;
  } else if (checked) {
    ++totals_.received;
    totals_.round_trips.add(answered->round_trip);
  } else {
    ++totals_.lost;
  }
  if (checked) {
    const event::reply reply{*sequence, session_->wire().wire_size(),
                             answered->round_trip, answered->late};
    tell_(reply);
  } else {
    const event::bad_reply bad{*sequence, checked.error()};
    tell_(bad);
  }
  after_decision();
}

void pinger::give_up_expired(clock::time_point now) {
  while (!connection_ended_) {
    const auto given_up = pings_.expire(now);
    if (!given_up) break;
    ++totals_.lost;
    const event::lost lost{given_up->sequence, given_up->waited, errc::timed_out};
    tell_(lost);
    after_decision();
  }
}

/// A ping was decided: the run may be complete, or the next ping's turn may have come.
void pinger::after_decision() {
  if (connection_ended_ || pings_.waiting() > 0) return;
  if (all_sent()) {
    finish();
  } else if (!schedule_.has_slots()) {
    send_ping();
  }
}

void pinger::end_connection(std::error_code reason) {
  if (connection_ended_) return;
  connection_ended_ = true;
  end_reason_ = reason;
  close_session();
  slot_timer_.cancel();
  expiry_timer_.cancel();
}

/// A broken format gets nothing more; anybody else gets our close message.
void pinger::close_session() {
  if (!session_) return;
  if (!session_->is_flushing()) {
    session_->wire().send_close();
    session_->flush_now();
  }
  session_->close();
}

/// The pings that went down with their connection.
void pinger::abandon_pings() {
  while (!over_) {
    const auto given_up = pings_.abandon(clock::now());
    if (!given_up) break;
    ++totals_.lost;
    const event::lost lost{given_up->sequence, given_up->waited, end_reason_};
    tell_(lost);
  }
  if (all_sent()) over_ = true;
}

void pinger::finish() {
  over_ = true;
  end_connection({});
}

}  // namespace tmss10
