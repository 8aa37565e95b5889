// SPDX-License-Identifier: MIT
// What a ping_exchange asks the responder when the pings are done: how it sees this
// connection. It ends the exchange whatever comes of it, and nothing else depends on it.
#include <tmss10/core/run/observation.hpp>
#include <tmss10/core/wire/packet_codec.hpp>
#include <tmss10/net/ping/ping_exchange.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// How long the answer may take, if a ping's may take longer.
constexpr std::chrono::seconds longest_observation{5};

}  // namespace

/// Whether it is asked: not while something else is under way, or after the last ping was
/// lost. A late response to that would come first.
bool ping_exchange::start_observing() {
  if (!run_.observe || pings_.next_answered() || flush_runs_ || probe_runs_) return false;
  tell_retransmits();  // what is sent again from now on is no ping's
  if (ended_) return true;
  request asked;
  asked.function = function_code::observe;
  if (!session_->wire().send(codec_of_thread().encoded(asked))) return false;
  observing_ = std::make_unique<observing>(executor_);
  const auto limit = std::min<clock::duration>(
      std::chrono::duration_cast<clock::duration>(run_.reply_timeout),
      longest_observation);
  observing_->limit.arm(limit, [this] { stop(); });
  observing_->asked = std::chrono::system_clock::now();
  observing_->sent = clock::now();
  if (!session_->flush_now()) start_flush();
  return true;
}

void ping_exchange::take_observation() {
  response answer;
  const auto read = codec_of_thread().decode(session_->wire().plaintext(), answer);
  if (read && answer.rc == return_code::request_ok) {
    if (auto said = read_peer_statement(answer.payload)) {
      const auto seen = std::make_shared<observation>();
      seen->said = std::move(*said);
      seen->own = session_->asked_for();
      seen->through_proxy = !run_.direct;
      seen->asked = observing_->asked;
      seen->round_trip = session_->received_at() - observing_->sent;
      const event::observed observed{seen};
      run_.due.events.tell(observed, clock::now());
    }
  }
  stop();
}

}  // namespace tmss10
