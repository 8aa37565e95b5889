// SPDX-License-Identifier: MIT
#include "idle_connection.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/packet.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/client_session.hpp>

#include <algorithm>
#include <system_error>
#include <utility>

namespace tmss10 {
namespace {

/// What the system may still send after the last answer: an acknowledgement, which it
/// delays by 40 ms (Linux) or more. So a connection is left alone for longer than it is
/// said to have been idle.
constexpr auto longest_echo = std::chrono::milliseconds(100);

/// How long the other side may take to end a connection, too: one request or answer may
/// have to be repeated.
constexpr auto longest_end = std::chrono::seconds(1);

/// By how much the two clocks may differ unless one stood still.
constexpr auto clock_difference = std::chrono::seconds(1);

/// What an end means; none when it means nothing for a connection that was idle.
std::optional<idle_end> end_of(const result<protocol_event>& happened) {
  if (happened) {
    if (*happened == protocol_event::closed) return idle_end::close_message;
    return std::nullopt;
  }
  const auto& error = happened.error();
  if (error == errc::ended_without_close) return idle_end::closed;
  if (error == std::errc::connection_reset || error == std::errc::connection_aborted ||
      error == std::errc::broken_pipe) {
    return idle_end::reset;
  }
  if (error == std::errc::timed_out) return idle_end::silence;
  return std::nullopt;
}

}  // namespace

idle_connection::idle_connection(const asio::any_io_executor& executor,
                                 const site_key& key, clock::duration reply_limit)
    : key_(key), reply_limit_(reply_limit), limit_(executor) {}

asio::awaitable<std::optional<failure>> idle_connection::open(dial_settings settings,
                                                              listener tell) {
  failure failed;
  failed.where = stage::exchange;
  failed.host = settings.host;
  failed.port = settings.port;
  auto opened = co_await open_client_session(std::move(settings), key_, limit_, tell);
  if (!opened) co_return std::move(opened).error();
  session_ = std::move(*opened);
  peer_address_ = failed.address = session_->peer_address();
  local_port_ = session_->local_port();
  failed.error = errc::stopped;
  if (stopped_) co_return failed;

  const auto began = clock::now();
  limit_.arm(reply_limit_, [this] { session_->close(); });
  // Every responder answers it, and those that know what it is for do not take the end of
  // this session for a fault.
  if (send_request(undefined_function)) {
    const auto happened = co_await session_->next();
    if (happened && *happened == protocol_event::message) {
      limit_.disarm();
      is_idle_ = true;
      idle_since_ = session_->received_at();
      idle_since_by_wall_ = std::chrono::system_clock::now();
      co_return std::nullopt;
    }
    failed.error = happened ? make_error_code(errc::closed_by_peer) : happened.error();
  }
  const bool is_silent = limit_.expired();
  limit_.disarm();
  failed.waited = clock::now() - began;
  if (is_silent) {
    failed.error = errc::timed_out;
    failed.seen = silence_cause::not_answered;
  }
  session_->close();
  co_return failed;
}

/// False when it can't be sent.
bool idle_connection::send_request(function_code function) {
  request asked;
  asked.function = function;
  if (!session_->wire().send(codec_of_thread().encoded(asked))) return false;
  session_->flush_now();  // 44 bytes fit; an error comes out of next()
  return true;
}

void idle_connection::ping_after(clock::duration idle) {
  if (leaving_ || stopped_ || is_over_) return;
  idle_ = idle;
  limit_.arm(idle_since_ + idle + longest_echo - clock::now(), [this] {
    pinged_at_ = clock::now();
    // A reset: the port is free at once, and so is what the other side has, if it hears.
    limit_.arm(reply_limit_, [this] { session_->reset(); });
    if (!send_request(function_code::ping)) session_->close();
  });
}

asio::awaitable<result<protocol_event>> idle_connection::next() {
  auto happened = co_await session_->next();
  is_over_ = !happened || *happened != protocol_event::message;
  was_silent_ = limit_.expired();
  if (is_over_) {
    limit_.disarm();
    session_->close_in_order();
  }
  co_return happened;
}

asio::awaitable<std::optional<idle_sample>> idle_connection::watch() {
  if (stopped_) co_return std::nullopt;
  const auto happened = co_await next();
  const auto ended_at = clock::now();
  was_watched_ = true;
  if (!leaving_) limit_.disarm();
  if (stopped_ || leaving_ || slept()) co_return std::nullopt;
  if (was_silent_) {
    co_return idle_sample{*pinged_at_ - idle_since_, idle_end::silence, false};
  }
  co_return judge(happened, pinged_at_.value_or(ended_at) - idle_since_);
}

void idle_connection::leave() {
  if (stopped_ || is_over_ || std::exchange(leaving_, true)) return;
  limit_.arm(std::min<clock::duration>(reply_limit_, longest_end),
             [this] { session_->reset(); });
  session_->send_end();
}

asio::awaitable<bool> idle_connection::end() {
  leave();
  while (!is_over_ && !stopped_)
    (void)co_await next();
  co_return stopped_ || !was_silent_;
}

std::optional<idle_sample> idle_connection::judge(const result<protocol_event>& happened,
                                                  clock::duration idle) const {
  if (pinged_at_ && happened && *happened == protocol_event::message) {
    return idle_sample{idle - longest_echo, idle_end::survived, false};
  }
  const auto end = end_of(happened);
  if (!end) return std::nullopt;
  return idle_sample{idle, *end, !pinged_at_};
}

/// The time in which a machine sleeps is on the clock on the wall alone, and a connection
/// is idle meanwhile.
bool idle_connection::slept() const {
  const auto by_wall = std::chrono::system_clock::now() - idle_since_by_wall_;
  const auto by_steady = clock::now() - idle_since_;
  const auto difference = by_wall - by_steady;
  return difference > clock_difference || difference < -clock_difference;
}

void idle_connection::stop() {
  stopped_ = true;
  if (is_idle_) {
    limit_.disarm();
  } else {
    limit_.trip();
  }
  if (session_) session_->close_in_order();
}

}  // namespace tmss10
