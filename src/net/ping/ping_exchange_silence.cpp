// SPDX-License-Identifier: MIT
// What a ping_exchange asks the system about its connection when pings are not answered,
// and the try of another connection.
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/ping_exchange.hpp>

#include <asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <optional>

namespace tmss10 {
namespace {

/// A segment that waits alone is sent again when a timer says so, which is a tick of the
/// system's clock at the soonest (Linux: TCP_TIMEOUT_MIN is two). No tick is shorter.
constexpr auto soonest_sent_again = std::chrono::milliseconds(1);
/// A ping of so many bytes is one segment, and none that a router could find too large
/// (RFC 791, section 3.1: every way takes 576 bytes), who would have it sent again at
/// once.
constexpr std::size_t surely_one_segment = 400;
/// While answers come, what is told of TCP is at most that much older than the last one.
constexpr auto longest_unasked = std::chrono::milliseconds(100);

}  // namespace

void ping_exchange::start_probe() {
  if (probe_runs_) return;
  probe_runs_ = true;
  asio::co_spawn(executor_, run_.probe(),
                 [this](const std::exception_ptr& error, bool works) {
                   if (error) std::rethrow_exception(error);
                   probe_runs_ = false;
                   background_.cancel();
                   path_.another_ended(works, session_->facts());
                 });
}

/// What TCP sent again before an answer came. The system is not asked where nothing can
/// have been: asking takes as long as sending a ping.
std::uint64_t ping_exchange::retransmits_until(
    const outstanding_pings::answered& answered, clock::time_point now) {
  const bool is_one_segment = plaintext_size_ <= surely_one_segment;
  const bool was_alone = pings_.waiting() == 0 && !answered.late;
  const bool was_quick = answered.round_trip < soonest_sent_again;
  const bool is_fresh = now - asked_retransmits_at_ < longest_unasked;
  if (is_one_segment && was_alone && was_quick && is_fresh) return 0;
  asked_retransmits_at_ = now;
  return note_retransmits();
}

/// What TCP sent again since this was asked last, in segments.
std::uint64_t ping_exchange::note_retransmits() {
  const auto facts = session_->facts();
  if (!facts) return 0;
  run_.kernel = *facts;
  const std::uint64_t more = facts->total_retransmits - counted_retransmits_;
  counted_retransmits_ = facts->total_retransmits;
  return more;
}

void ping_exchange::note_facts() {
  path_.before(session_->facts(), pings_.longest_wait(clock::now()));
}

void ping_exchange::judge_silence(clock::duration waited) {
  const auto facts = ended_ ? std::nullopt : session_->facts();
  const auto judged = path_.gave_up(facts, waited, plaintext_size_);
  if (judged.why != silence_cause::unknown) run_.seen = judged.why;
  if (judged.next == dead_path::advice::end) end(errc::path_went_dead);
  if (judged.next == dead_path::advice::try_another) start_probe();
}

void ping_exchange::judge_late_answer(clock::duration round_trip, bool sent_again) {
  const auto seen = path_.answered_late(sent_again);
  if (run_.seen != seen) run_.slowest = {};
  run_.seen = seen;
  run_.slowest = std::max<std::chrono::nanoseconds>(run_.slowest, round_trip);
}

void ping_exchange::judge_end(std::error_code reason) {
  if (reason == errc::path_went_dead) {
    run_.seen = silence_cause::forgotten;
  } else if (reason && pings_.waiting() > 0) {
    const auto seen = path_.ended(session_->facts(), plaintext_size_);
    if (seen != silence_cause::unknown) run_.seen = seen;
  }
}

}  // namespace tmss10
