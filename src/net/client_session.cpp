// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/net/client_session.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace tmss10 {
namespace {

using clock = std::chrono::steady_clock;

/// How the wait for an event ended: an error or none, how long it took, and what the
/// system knew when it took too long.
struct wait_result {
  std::error_code error;
  clock::duration took{};
  silence_cause seen = silence_cause::unknown;
};

/// Why the answer to message 1 did not come.
silence_cause judge_silence(session& from, const std::optional<tcp_facts>& before,
                            clock::duration waited) {
  const auto after = from.facts();
  if (!before || !after) return silence_cause::unknown;
  return silence_cause_of({*before, *after, waited, handshake::message_size});
}

/// An end where message 2 was due seems to mean that the keys differ. Not if it came when
/// who ended it may have waited for message 1 in vain, or for a responder that hangs.
void check_end(session& from, const std::optional<tcp_facts>& before, wait_result& into) {
  const bool is_end = into.error == errc::handshake_reset ||
                      (into.error == errc::keys_differ &&
                       from.wire().meaning_of_end() == errc::keys_differ);
  if (!is_end || end_may_be_answer(from.facts(), into.took)) return;
  into.error = errc::handshake_ended;
  into.seen = judge_silence(from, before, into.took);
}

/// Waits for the one event that may come now. Not when the limit was tripped already.
asio::awaitable<void> await_event(std::shared_ptr<session> from, protocol_event expected,
                                  watchdog& limit, watchdog::duration longest,
                                  wait_result& into) {
  into = {errc::stopped, {}, silence_cause::unknown};
  if (limit.tripped()) co_return;
  const auto before = from->facts();
  const auto began = clock::now();
  limit.arm(longest, [from, before, began, &into] {
    into.seen = judge_silence(*from, before, clock::now() - began);
    // Otherwise the system would go on sending what does not arrive.
    if (into.seen == silence_cause::not_delivered) return from->reset();
    from->close();
  });
  const auto happened = co_await from->next();
  limit.disarm();
  into.took = clock::now() - began;
  if (limit.tripped()) co_return;
  into.error = limit.expired() ? make_error_code(errc::timed_out)
               : happened      ? std::error_code{}
                               : happened.error();
  check_end(*from, before, into);
  if (!into.error && *happened != expected) {
    throw std::logic_error("session: an event out of order");
  }
}

/// A protocol that has read those bytes already.
protocol initiator_after(bytes_view early, const site_key& key) {
  protocol out(role::initiator, key);
  while (!early.empty()) {
    const auto room = out.input_room();
    const auto count = std::min(room.size(), early.size());
    std::copy_n(early.begin(), count, room.begin());
    out.commit_input(count);
    early = early.subspan(count);
  }
  return out;
}

}  // namespace

asio::awaitable<tl::expected<std::shared_ptr<session>, failure>> open_client_session(
    dial_settings settings, const site_key& key, watchdog& limit,
    const std::function<void(const ping_event&)>& tell) {
  auto target = co_await dial(settings, limit, tell);
  if (!target) co_return tl::unexpected(std::move(target).error());

  const auto opened = std::make_shared<session>(std::move(target->connection.socket),
                                                initiator_after(target->early, key));
  failure failed;
  failed.host = settings.host;
  failed.port = settings.port;
  if (settings.proxy) {
    failed.through = authority_of(settings.proxy->host, settings.proxy->port);
  } else {
    failed.address = target->connection.address;
  }
  failed.open_mode = key.is_open_mode();
  wait_result wait;

  failed.where = stage::greeting;
  co_await await_event(opened, protocol_event::greeted, limit, settings.stage_limit(),
                       wait);
  if (target->connection.was_reset && wait.error == errc::closed_before_greeting) {
    wait.error = errc::reset_before_greeting;
  }
  if (!wait.error) {
    const event::greeted greeted{wait.took};
    tell(greeted);
    failed.where = stage::handshake;
    co_await await_event(opened, protocol_event::established, limit,
                         settings.stage_limit(), wait);
  }
  if (wait.error) {
    failed.error = wait.error;
    failed.waited = wait.took;
    // A proxy's system has taken the data; that says nothing of the target's.
    if (!settings.proxy) failed.seen = wait.seen;
    const auto unread = opened->wire().unread();
    failed.first_bytes.assign(unread.begin(), unread.end());
    opened->close();
    co_return tl::unexpected(std::move(failed));
  }
  const event::established established{key.is_open_mode(), wait.took};
  tell(established);
  co_return opened;
}

}  // namespace tmss10
