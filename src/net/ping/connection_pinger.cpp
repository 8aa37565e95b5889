// SPDX-License-Identifier: MIT
#include "read_banner.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/run/failure_cause.hpp>
#include <tmss10/net/as_tuple.hpp>
#include <tmss10/net/close_socket.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>

#include <asio/co_spawn.hpp>
#include <asio/error.hpp>

#include <cstddef>
#include <exception>
#include <utility>

namespace tmss10 {
namespace {

/// As many connections at once; a slot that would need one more goes by.
constexpr std::size_t most_at_once = 256;

/// From one attempt to the next when no interval tells and none has an end.
constexpr auto redial_pause = std::chrono::seconds(1);

}  // namespace

connection_pinger::connection_pinger(const asio::any_io_executor& executor,
                                     connection_pinger_settings settings, listener listen)
    : executor_(executor),
      settings_(std::move(settings)),
      due_{.count = settings_.count,
           .schedule = ping_schedule(settings_.interval, clock::now()),
           .events = event_feed(std::move(listen), settings_.target)},
      tell_([this](const ping_event& happened) {
        due_.events.tell(happened, clock::now());
      }),
      beat_(executor, [this](const hold_up& at) { due_.held_up(at); }),
      slot_timer_(executor),
      one_ended_(executor),
      next_dial_(clock::now()) {}

asio::awaitable<std::optional<failure>> connection_pinger::run() {
  beat_.start();
  watchdog deadline(executor_);
  if (settings_.deadline) {
    deadline.arm(*settings_.deadline, [this] {
      deadline_passed_ = true;
      stop();
    });
  }
  due_.schedule = ping_schedule(settings_.interval, clock::now());
  auto last_failure = co_await connect_first();
  if (!last_failure) co_await ping_on_schedule();
  while (running_ > 0)
    co_await await_one_end();
  beat_.stop();
  due_.events.flush();
  co_return conclude(std::move(last_failure));
}

/// The first connection, or why there is none.
asio::awaitable<std::optional<failure>> connection_pinger::connect_first() {
  std::optional<failure> last;
  while (!over_) {
    co_await wait_to_dial();
    if (over_) break;
    const auto began = clock::now();
    beat_.look(began);
    const auto held_up = beat_.total();
    limits_.emplace_front(executor_);
    auto connection = co_await dial(settings_.dial, limits_.front(), tell_);
    limits_.pop_front();
    beat_.look();
    if (over_) {
      take_cut_off(last, connection);
      break;
    }
    if (connection) {
      // None was due before that if it is the first attempt that connected.
      const auto now = clock::now();
      if (last) due_.give_up_but_last(now, last->error);
      due_.schedule.advance(now);
      const std::uint64_t sequence = due_.next_sequence();
      const event::attempted attempted{sequence};
      tell_(attempted);
      const auto made = take_made(sequence, *connection, beat_.total() > held_up);
      start(settle(made, std::move(*connection)));
      co_return std::nullopt;
    }
    last = std::move(connection).error();
    next_dial_ = clock::now() + redial_pause;
    const event::not_connected not_connected{*last, began + (beat_.total() - held_up)};
    tell_(not_connected);
    const auto of = cause_of(*last);
    const bool is_end = settings_.count || (is_local(of) && !may_pass(of));
    // A run that a fault of this machine ends has measured nothing.
    if (is_end && is_local(of)) break;
    due_.give_up(clock::now(), last->error);
    if (is_end) {
      give_up_rest(last->error);
      break;
    }
  }
  co_return last;
}

/// The deadline or a signal has ended the attempt: what is to be said of it. `last`: why
/// the one before failed.
void connection_pinger::take_cut_off(std::optional<failure>& last,
                                     const tl::expected<reached, failure>& connection) {
  if (connection) return;
  auto why = connection.error();
  if (why.error == errc::stopped) why.error = errc::deadline_passed;
  const auto reason = last ? last->error : why.error;
  if (deadline_passed_ || last) due_.give_up(clock::now(), reason);
  if (deadline_passed_) give_up_rest(reason);
  if (!last) last = std::move(why);
}

/// A run with a budget has its pings due in that time, whatever ends it before.
void connection_pinger::give_up_rest(std::error_code reason) {
  const auto& budget = settings_.dial.budget;
  if (budget) due_.give_up_rest(clock::now(), budget->end(), reason);
}

/// Waits for the slot of the next ping or, without slots, until the last is over.
asio::awaitable<void> connection_pinger::wait_to_dial() {
  auto at = due_.schedule.next();
  if (!due_.schedule.has_slots()) {
    while (running_ > 0)
      co_await await_one_end();
    at = next_dial_;
  }
  if (over_) co_return;
  // Also when that has passed: others get their turn before the next ping goes.
  slot_timer_.expires_at(at);
  co_await slot_timer_.async_wait(awaitable_tuple);
}

asio::awaitable<void> connection_pinger::await_one_end() {
  one_ended_.expires_at(clock::time_point::max());
  co_await one_ended_.async_wait(awaitable_tuple);
}

asio::awaitable<void> connection_pinger::ping_on_schedule() {
  while (!over_ && !due_.all_were_due()) {
    co_await wait_to_dial();
    if (over_) break;
    const auto now = clock::now();
    beat_.look(now);
    const auto& budget = settings_.dial.budget;
    deadline_passed_ = budget && now >= budget->end();
    if (deadline_passed_) break;
    due_.schedule.advance(now);
    if (running_ >= most_at_once) continue;
    const std::uint64_t sequence = due_.next_sequence();
    const event::attempted attempted{sequence};
    tell_(attempted);
    if (!over_) start(ping(sequence));
  }
}

void connection_pinger::start(asio::awaitable<void> task) {
  ++running_;
  asio::co_spawn(executor_, std::move(task), [this](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
    --running_;
    one_ended_.cancel();
  });
}

asio::awaitable<void> connection_pinger::ping(std::uint64_t sequence) {
  const auto limit = limits_.emplace(limits_.end(), executor_);
  const auto held_up = beat_.total();
  auto connection = co_await dial(settings_.dial, *limit, tell_);
  limits_.erase(limit);
  beat_.look();
  if (over_) co_return;
  if (!connection) {
    take_failed(sequence, connection.error(), beat_.total() - held_up);
  } else {
    const auto made = take_made(sequence, *connection, beat_.total() > held_up);
    co_await settle(made, std::move(*connection));
  }
}

/// What becomes of a connection that was made.
asio::awaitable<void> connection_pinger::settle(event::connection_made made,
                                                reached target) {
  const auto address = target.connection.address;
  const auto closed = co_await watch(made.sequence, std::move(target));
  if (!closed) {
    if (settings_.closed_is_lost) tell_(made);
    co_return;
  }
  take_close(address, *closed);
}

/// How the peer closes the connection, if it does so at once. Tells what it says it is.
/// Nothing is sent.
asio::awaitable<std::optional<event::closed_at_once>> connection_pinger::watch(
    std::uint64_t sequence, reached target) {
  if (over_ || settings_.watch <= settings_.watch.zero()) co_return std::nullopt;
  auto& socket = target.connection.socket;
  const auto limit = limits_.emplace(limits_.end(), executor_);
  limit->arm(settings_.watch, [&socket] { close_socket(socket); });
  auto what = co_await read_banner(socket, std::move(target.early));
  const bool stopped = limit->tripped();
  const bool stayed = limit->expired();
  limits_.erase(limit);
  if (stopped) co_return std::nullopt;  // nobody knows how it would have gone on
  if (!what.banner.empty()) {
    const event::banner banner{sequence, std::move(what.banner), what.after,
                               proxy_text()};
    tell_(banner);
    co_return std::nullopt;
  }
  // Later than the watch goes on, nobody knows when it was: this program was held up.
  const bool at_once = !stayed && what.after <= settings_.watch + most_lateness;
  if (!at_once || !is_end_of_connection(what.end)) co_return std::nullopt;
  const bool was_reset = target.connection.was_reset || what.end != asio::error::eof;
  co_return event::closed_at_once{sequence, what.after, was_reset};
}

event::connection_made connection_pinger::take_made(std::uint64_t sequence,
                                                    const reached& target,
                                                    bool noticed_late) {
  settings_.dial.known_address = target.connection.address;
  local_error_.reset();
  const event::connection_made made{sequence, target.took, noticed_late};
  if (!settings_.closed_is_lost) tell_(made);
  return made;
}

void connection_pinger::take_failed(std::uint64_t sequence, const failure& why,
                                    clock::duration held_up) {
  if (!settings_.count) next_dial_ = clock::now() + redial_pause;
  const auto of = cause_of(why);
  // Without an end, the run waits for an address or a route as for the target itself.
  const bool is_waited_for = !settings_.count && may_pass(of);
  if (is_local(of) && !is_waited_for) return take_local_error(why);
  settings_.dial.known_address.reset();
  last_failure_ = why;
  tell_(event::connection_failed{sequence, why.error, why, held_up});
}

/// No fault of the network's: nobody knows what would have become of the ping. It may
/// pass, as when threads or descriptors have run out for a moment.
void connection_pinger::take_local_error(const failure& why) {
  local_error_ = why;
  if (settings_.count) return stop();
  tell_(event::not_connected{why});
}

void connection_pinger::take_close(const std::string& address,
                                   const event::closed_at_once& what) {
  failure out;
  out.where = stage::greeting;
  out.error = what.was_reset ? errc::reset_at_once : errc::closed_at_once;
  out.host = settings_.dial.host;
  out.port = settings_.dial.port;
  out.waited = what.after;
  out.through = proxy_text();
  if (out.through.empty()) out.address = address;
  closed_at_once_ = std::move(out);
  if (!settings_.count) next_dial_ = clock::now() + redial_pause;
  if (settings_.closed_is_lost) {
    const auto& why = *closed_at_once_;
    tell_(event::connection_failed{what.sequence, why.error, why, {}});
  } else {
    tell_(what);
  }
}

/// Host and port of the proxy; empty without one.
std::string connection_pinger::proxy_text() const {
  const auto& proxy = settings_.dial.proxy;
  return proxy ? authority_of(proxy->host, proxy->port) : std::string();
}

/// When nothing was sent and a signal ended the run, the signal is the reason.
std::optional<failure> connection_pinger::conclude(std::optional<failure> last) const {
  if (local_error_) return local_error_;
  if (!last) return closed_at_once_;
  const bool ended_by_signal = over_ && !deadline_passed_;
  return ended_by_signal ? std::nullopt : std::move(last);
}

std::optional<failure> connection_pinger::silence() const {
  if (last_failure_) return last_failure_;
  const bool cut_short = deadline_passed_ && totals().falls_short_of(settings_.count);
  if (totals().missed() > 0 || !cut_short) return std::nullopt;
  failure out;
  out.where = stage::exchange;
  out.error = errc::deadline_passed;
  out.host = settings_.dial.host;
  out.port = settings_.dial.port;
  out.address = settings_.dial.known_address.value_or(std::string());
  return out;
}

void connection_pinger::stop() {
  over_ = true;
  due_.is_over = true;
  slot_timer_.cancel();
  for (auto& limit : limits_)
    limit.trip();
}

}  // namespace tmss10
