// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/tally.hpp>

#include <chrono>
#include <cstdint>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// A tally, and a clock that moves as the test says.
class counted {
 public:
  void after(std::chrono::milliseconds time, const ping_event& happened) {
    now_ += time;
    tally_.on(happened, now_);
  }
  void at_once(const ping_event& happened) { after(0ms, happened); }
  [[nodiscard]] const statistics& totals() const { return tally_.totals(); }
  [[nodiscard]] auto longest_outage() const { return totals().outage.longest(now_); }
  [[nodiscard]] std::chrono::steady_clock::time_point now() const { return now_; }

 private:
  std::chrono::steady_clock::time_point now_{1h};
  tally tally_;
};

event::reply reply_after(std::chrono::milliseconds time) {
  event::reply out;
  out.round_trip = time;
  out.wire_size = 44;
  return out;
}

TEST_CASE("tally: nothing has happened yet") {
  const counted run;
  CHECK(run.totals().transmitted == 0);
  CHECK(run.totals().received == 0);
  CHECK(run.totals().lost == 0);
  CHECK(run.longest_outage() == 0s);
}

TEST_CASE("tally: a ping and its answer count with their bytes and their time") {
  counted run;
  run.at_once(event::sent{1, {}, 44});
  CHECK(run.totals().transmitted == 1);
  CHECK(run.totals().bytes_sent == 44);
  CHECK(run.totals().received == 0);
  run.after(20ms, reply_after(20ms));
  CHECK(run.totals().received == 1);
  CHECK(run.totals().bytes_received == 44);
  CHECK(run.totals().round_trips.count() == 1);
  CHECK(run.totals().round_trips.max() == 20ms);
  CHECK(run.longest_outage() == 0s);
}

TEST_CASE("tally: a late answer is no other ping, and its time is in no statistic") {
  counted run;
  run.at_once(event::sent{1, {}, 44});
  run.after(100ms, event::lost{1, 100ms, errc::timed_out});
  auto late = reply_after(150ms);
  late.late = true;
  late.retransmits = 2;
  run.after(50ms, late);
  CHECK(run.totals().received == 0);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().late == 1);
  CHECK(run.totals().bytes_received == 44);
  CHECK(run.totals().round_trips.count() == 0);
  // The segments were sent again for a ping that was decided before.
  CHECK(run.totals().retransmitted_segments == 2);
  CHECK(run.totals().retransmitted_pings == 0);
}

TEST_CASE("tally: an answer that was noticed late is received, without a time") {
  counted run;
  run.at_once(event::sent{1, {}, 44});
  auto noticed = reply_after(5s);
  noticed.noticed_late = true;
  run.after(5s, noticed);
  CHECK(run.totals().received == 1);
  CHECK(run.totals().noticed_late == 1);
  CHECK(run.totals().round_trips.count() == 0);
}

TEST_CASE("tally: a bad reply is a loss unless its ping was lost before") {
  counted run;
  event::bad_reply bad{1, errc::wrong_echo};
  bad.wire_size = 60;
  bad.round_trip = 30ms;
  bad.retransmits = 1;
  run.after(30ms, bad);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().bytes_received == 60);
  CHECK(run.totals().retransmitted_pings == 1);
  CHECK(run.longest_outage() == 30ms);
  bad.late = true;
  run.at_once(bad);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().bytes_received == 120);
  CHECK(run.totals().retransmitted_segments == 2);
  CHECK(run.totals().retransmitted_pings == 1);
}

TEST_CASE("tally: what TCP sent again counts once for its ping, in segments besides") {
  counted run;
  auto reply = reply_after(300ms);
  reply.retransmits = 3;
  run.at_once(reply);
  run.after(1s, event::lost{2, 1s, errc::timed_out, 4});
  run.at_once(event::lost{3, 1s, errc::timed_out});
  CHECK(run.totals().retransmitted_pings == 2);
  CHECK(run.totals().retransmitted_segments == 7);
  run.at_once(event::retransmitted{2, true});
  CHECK(run.totals().retransmitted_pings == 3);
  CHECK(run.totals().retransmitted_segments == 9);
  run.at_once(event::retransmitted{1, false});
  CHECK(run.totals().retransmitted_pings == 3);
  CHECK(run.totals().retransmitted_segments == 10);
}

TEST_CASE("tally: an outage begins when the first lost ping was sent") {
  counted run;
  run.at_once(reply_after(1ms));
  run.after(3s, event::lost{2, 2s, errc::timed_out});
  CHECK(run.longest_outage() == 2s);
  run.after(4s, reply_after(1ms));
  CHECK(run.longest_outage() == 6s);
  run.after(10s, reply_after(1ms));
  CHECK(run.longest_outage() == 6s);
}

TEST_CASE("tally: a time in which this program did not run is no outage") {
  counted run;
  run.at_once(reply_after(1ms));
  run.after(5s, event::held_up{4s, 7});
  run.after(1s, event::lost{2, 6s, errc::timed_out, 0, 4s});
  CHECK(run.totals().held_up == 7);
  CHECK(run.totals().lost == 1);
  CHECK(run.longest_outage() == 2s);
}

TEST_CASE("tally: a failed attempt is an outage, but not a fault of this machine") {
  counted run;
  run.after(2s, event::not_connected{});
  CHECK(run.longest_outage() == 0s);
  run.at_once(event::not_connected{{}, run.now() - 1500ms});
  CHECK(run.longest_outage() == 1500ms);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().transmitted == 0);
}

TEST_CASE("tally: a ping that could not be sent is missed from when it was due") {
  counted run;
  run.at_once(event::connecting{});
  run.at_once(reply_after(1ms));
  run.after(5s, event::unsent{2, errc::closed_by_peer, 3s});
  run.at_once(event::unsent{3, errc::closed_by_peer, 1s});
  CHECK(run.totals().unsent == 2);
  CHECK(run.totals().transmitted == 0);
  CHECK(run.totals().missed() == 2);
  CHECK(run.totals().loss_percent() > 66.6);
  CHECK(run.longest_outage() == 3s);
  run.after(1s, reply_after(1ms));
  CHECK(run.longest_outage() == 4s);
}

TEST_CASE("tally: a connection that fails after a later one was made is no outage") {
  counted run;
  for (const std::uint64_t sequence : {1U, 2U, 3U})
    run.at_once(event::attempted{sequence});
  run.after(1s, event::connection_made{2, 10ms});
  event::connection_failed overtaken{1, errc::timed_out};
  overtaken.why.waited = 1s;
  run.at_once(overtaken);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().outage.count() == 0);
  event::connection_failed last{3, errc::timed_out};
  last.why.waited = 500ms;
  run.after(500ms, last);
  CHECK(run.totals().outage.count() == 1);
}

TEST_CASE("tally: a hold-up during the first ping is no time up") {
  counted run;
  run.at_once(event::sent{1, {}, 44});
  run.after(5s, event::held_up{4s, 0});
  auto reply = reply_after(6s);
  reply.noticed_late = true;
  run.after(1s, reply);
  CHECK(run.totals().outage.up(run.now()) == 2s);
}

TEST_CASE("tally: attempts are counted, and those that failed by their causes") {
  counted run;
  for (int i = 0; i < 3; ++i)
    run.at_once(event::connecting{});
  run.at_once(event::not_connected{});
  run.at_once(event::connection_failed{1, errc::timed_out});
  CHECK(run.totals().attempts == 3);
  CHECK(run.totals().failed.count() == 2);
}

TEST_CASE("tally: every session after the first is a reconnection") {
  counted run;
  for (const std::uint64_t expected : {0U, 1U, 2U}) {
    run.at_once(event::connecting{});
    run.at_once(event::established{});
    CHECK(run.totals().reconnections == expected);
    run.at_once(event::disconnected{errc::closed_by_peer});
  }
}

TEST_CASE("tally: pings that are connections count like those that are packets") {
  counted run;
  run.at_once(event::attempted{1});
  run.after(10ms, event::connection_made{1, 10ms});
  CHECK(run.totals().transmitted == 1);
  CHECK(run.totals().received == 1);
  CHECK(run.totals().round_trips.max() == 10ms);
  run.at_once(event::attempted{2});
  event::connection_failed failed{2, std::make_error_code(std::errc::timed_out)};
  failed.why.waited = 3s;
  failed.held_up = 1s;
  run.after(3s, failed);
  CHECK(run.totals().transmitted == 2);
  CHECK(run.totals().lost == 1);
  CHECK(run.longest_outage() == 2s);
  run.at_once(event::attempted{3});
  run.after(5s, event::connection_made{3, 5s, true});
  CHECK(run.totals().received == 2);
  CHECK(run.totals().noticed_late == 1);
  CHECK(run.totals().round_trips.count() == 1);
  CHECK(run.totals().bytes_sent == 0);
}

TEST_CASE("tally: stages, and a connection that is closed at once, count nothing") {
  counted run;
  const std::vector<ping_event> stages{
      event::connecting{},     event::resolved{},
      event::connected{},      event::proxy_connected{},
      event::tunnelled{},      event::greeted{},
      event::closed_at_once{}, event::disconnected{errc::closed_by_peer},
      event::banner{}};
  for (const auto& stage : stages)
    run.after(1s, stage);
  CHECK(run.totals().transmitted == 0);
  CHECK(run.totals().received == 0);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().reconnections == 0);
  CHECK(run.longest_outage() == 0s);
}

}  // namespace
}  // namespace tmss10
