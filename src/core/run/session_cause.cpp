// SPDX-License-Identifier: MIT
#include "session_cause.hpp"

#include "proxy_cause.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/greeting.hpp>

namespace tmss10 {
namespace {

/// Whether the peer's bytes are right as far as they came, and are not all.
bool is_begun_greeting(const bytes& received) {
  const auto checked = check_greeting(received);
  return !received.empty() && checked && !*checked;
}

/// The connection ended without a byte.
cause cause_of_end(const failure& what) {
  const bool is_late = what.waited >= too_late_for_answer;
  if (what.error == errc::reset_before_greeting || is_reset(what.error)) {
    return is_late ? cause::reset_late : cause::reset_before_greeting;
  }
  return is_late ? cause::closed_late : cause::closed_before_greeting;
}

}  // namespace

bool is_reset(std::error_code error) {
  return error == std::errc::connection_reset || error == std::errc::connection_aborted ||
         error == std::errc::broken_pipe;
}

cause cause_in_greeting(const failure& what) {
  const auto error = what.error;
  if (is_begun_greeting(what.first_bytes)) {
    if (error == errc::not_a_greeting) return cause::closed_in_greeting;
    if (error == errc::reset_before_greeting) return cause::reset_in_greeting;
    if (error == errc::timed_out) {
      return what.through.empty() ? cause::greeting_unfinished : cause::tunnel_unfinished;
    }
  }
  if (!what.through.empty()) {
    if (const auto behind = cause_behind_proxy(what)) return *behind;
  }
  if (error == errc::timed_out) return cause::silent;
  if (error == errc::busy) return cause::busy;
  if (error == errc::not_a_greeting) return cause::another_service;
  if (error == errc::unsupported_version || error == errc::undefined_status) {
    return cause::another_version;
  }
  if (error == errc::closed_at_once) return cause::closed_at_once;
  if (error == errc::reset_at_once) return cause::reset_at_once;
  return cause_of_end(what);
}

cause cause_in_handshake(const failure& what) {
  if (what.error == errc::keys_differ) {
    return what.open_mode ? cause::keys_differ_or_changed : cause::keys_differ;
  }
  if (what.error == errc::handshake_reset) return cause::handshake_reset;
  const bool has_begun = !what.first_bytes.empty();
  if (what.error == errc::timed_out && has_begun) return cause::handshake_unfinished;
  // Who ended the connection may have waited for message 1 in vain.
  const bool has_ended = what.error == errc::handshake_ended;
  if (has_ended || what.error == errc::timed_out) {
    if (what.seen == silence_cause::unknown) {
      return has_ended ? cause::handshake_ended : cause::handshake_unanswered;
    }
    if (what.seen == silence_cause::not_sent) return cause::handshake_not_sent;
    return what.seen == silence_cause::not_answered ? cause::handshake_silent
                                                    : cause::handshake_undelivered;
  }
  if (what.error == errc::bad_handshake_length) return cause::handshake_broken;
  return has_begun ? cause::handshake_cut : cause::handshake_lost;
}

cause cause_in_exchange(const failure& what) {
  switch (what.seen) {
    case silence_cause::not_answered: return cause::pings_not_answered;
    case silence_cause::answer_lost: return cause::answers_lost;
    case silence_cause::not_sent: return cause::pings_not_sent;
    case silence_cause::not_delivered: return cause::pings_not_delivered;
    case silence_cause::large_vanish: return cause::large_pings_vanish;
    case silence_cause::forgotten: return cause::connection_forgotten;
    case silence_cause::connection_ended: return cause::lost_with_connection;
    case silence_cause::held_up: return cause::answers_held_up;
    case silence_cause::slow: return cause::answers_slow;
    case silence_cause::unknown: break;
  }
  return cause::lost_connection;
}

}  // namespace tmss10
