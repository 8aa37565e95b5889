// SPDX-License-Identifier: MIT
#include "catch.hpp"

#ifdef __linux__  // elsewhere the system does not tell that nothing gets through

#include "support/net_black_hole.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

/// A run whose first ping was answered, and whose later ones get lost on the way. The
/// system sends what is not acknowledged again after 200 ms at the earliest.
struct dead_run {
  explicit dead_run(std::optional<std::uint64_t> count = {}) {
    auto settings = pings_to(listener.port());
    settings.count = count;
    settings.interval = 100ms;
    settings.reply_timeout = 600ms;
    run.emplace(loop, settings);
    first.emplace(net_peer::responder(listener));
    first->answer();
    run->until_told<event::reply>();
    test::lose_packets(first->socket());
  }

  void check_each_ping_once() const {
    std::set<std::uint64_t> decided;
    for (const auto& one : run->all<event::lost>())
      CHECK(decided.insert(one.sequence).second);
    for (const auto& one : run->all<event::reply>())
      CHECK((one.late || decided.insert(one.sequence).second));
    CHECK(run->totals().lost == run->count<event::lost>());
    CHECK(run->totals().received + run->totals().lost == decided.size());
  }

  net_loop loop;
  net_listener listener{loop};
  std::optional<started_pinger> run;
  std::optional<net_peer> first;
};

/// Answers what comes until the run ends, or this connection does.
void answer_all(const started_pinger& run, net_peer& peer) {
  while (!run.has_ended() && peer.next() == protocol_event::message)
    peer.send(test::plaintext_of(response{}));
}

TEST_CASE("pinger: a connection that gets nothing through is replaced if another does",
          "[tcp_info]") {
  dead_run of(20);
  auto probe = net_peer::responder(of.listener);
  CHECK(probe.hears_close());
  auto second = net_peer::responder(of.listener);
  CHECK(of.run->all<event::disconnected>().at(0).reason == errc::path_went_dead);
  answer_all(*of.run, second);
  CHECK(!of.run->finish());
  CHECK(of.run->totals().transmitted == 20);
  CHECK(of.run->totals().reconnections == 1);
  CHECK(of.run->totals().received >= 2);
  const auto silence = of.run->subject().silence();
  REQUIRE(silence);
  CHECK(silence->seen == silence_cause::forgotten);
  CHECK(!of.listener.is_called_within(0ms));
  // The probe is not told.
  CHECK(of.run->count<event::connecting>() == 2);
  CHECK(of.run->count<event::established>() == 2);
  of.check_each_ping_once();
}

TEST_CASE("pinger: where another does not work either, it goes on with what it has",
          "[tcp_info]") {
  dead_run of(14);
  of.listener.close();
  of.run->until_told<event::lost>(2);
  of.loop.run_for(250ms);
  CHECK(of.run->count<event::disconnected>() == 0);
  test::lose_no_packets(of.first->socket());
  answer_all(*of.run, *of.first);
  CHECK(!of.run->finish());
  CHECK(of.run->count<event::disconnected>() == 0);
  CHECK(of.run->count<event::not_connected>() == 0);
  CHECK(of.run->count<event::connected>() == 1);
  CHECK(of.run->totals().reconnections == 0);
  CHECK(of.run->totals().transmitted == 14);
  CHECK(of.run->totals().late > 0);
  of.check_each_ping_once();
}

TEST_CASE("pinger: stop ends a probe, in each of its stages", "[tcp_info]") {
  for (const bool greeted : {false, true}) {
    dead_run of;
    auto probe = of.listener.accept();
    if (greeted) probe.write(make_greeting(greeting_status::ready));
    of.loop.run_for(5ms);
    of.run->stop();
    CHECK(of.run->ends_within(10s));
    CHECK(!of.run->finish());
    // While the pinger is still there: it holds no connection any more.
    (void)probe.read_to_end();
    CHECK(probe.end());
    of.check_each_ping_once();
  }
}

TEST_CASE("pinger: the end of the connection ends a probe", "[tcp_info]") {
  dead_run of;
  auto probe = of.listener.accept();
  test::lose_no_packets(of.first->socket());
  of.first->socket().reset();
  of.run->until_told<event::disconnected>();
  (void)probe.read_to_end();
  CHECK(probe.end());
  net_peer::responder(of.listener).answer();
  of.run->stop();
  CHECK(!of.run->finish());
  CHECK(of.run->totals().reconnections == 1);
  of.check_each_ping_once();
}

TEST_CASE("pinger: the end of the run waits for no probe", "[tcp_info]") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 1);
  settings.reply_timeout = 600ms;
  started_pinger run(loop, settings);
  run.until_told<event::connected>();
  net_peer peer(listener.accept(), role::responder);
  peer.flush();
  REQUIRE(peer.next() == protocol_event::established);
  test::lose_packets(peer.socket());
  peer.flush();
  run.until_told<event::lost>();
  CHECK(run.ends_within(5s));
}

TEST_CASE("pinger: a probe that worked, and an answer: the connection is kept",
          "[tcp_info]") {
  dead_run of;
  auto probe = of.listener.accept();
  test::lose_no_packets(of.first->socket());
  of.first->answer();
  of.run->until_told<event::reply>(2);
  net_peer other(std::move(probe), role::responder);
  other.establish();
  CHECK(other.hears_close());
  of.first->answer(3);
  of.run->until_told<event::reply>(5);
  of.run->stop();
  CHECK(!of.run->finish());
  CHECK(of.run->totals().reconnections == 0);
  CHECK(of.run->count<event::disconnected>() == 0);
}

}  // namespace
}  // namespace tmss10
#endif
