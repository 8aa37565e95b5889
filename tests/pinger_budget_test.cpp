// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_connecting.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <memory>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

/// Four pings, with all limits of time longer than the run may take.
pinger_settings within(std::chrono::nanoseconds time, std::uint16_t port) {
  auto out = pings_to(port);
  out.deadline = time;
  out.dial.budget.emplace(clock::now(), time);
  return out;
}

TEST_CASE("pinger: with a budget, a silent server is one, however little time there is") {
  for (const auto time : {600ms, 1500ms}) {
    net_loop loop;
    net_listener listener(loop);
    started_pinger run(loop, within(time, listener.port()));
    const auto why = run.finish();
    REQUIRE(why);
    CHECK(why->where == stage::greeting);
    CHECK(why->error == errc::timed_out);
    CHECK(!run.deadline_passed());
    CHECK(run.totals().unsent == 4);
    CHECK(run.totals().loss_percent() == 100);
  }
}

TEST_CASE("pinger: with a budget, pings are lost that have no answer at its end") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, within(1500ms, listener.port()));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  CHECK(!run.finish());
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().undecided() <= 1);  // the next one, which had no time
#ifdef __linux__                         // elsewhere the system does not tell
  const auto said = run.subject().silence();
  REQUIRE(said);
  CHECK(said->error == errc::timed_out);
#endif
}

TEST_CASE("pinger: with a budget, all pings of a run that can't connect are due") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  {
    started_pinger run(loop, within(10s, port));
    CHECK(run.finish());
    CHECK(run.totals().unsent == 4);
  }
  auto settings = within(1s, port);
  settings.count = 100;
  settings.interval = 300ms;
  started_pinger run(loop, settings);
  CHECK(run.finish());
  CHECK(run.totals().unsent == 4);  // at 0, 0.3, 0.6 and 0.9 s
}

TEST_CASE("pinger: with a budget, pings that are told as unsent have a limit") {
  net_loop loop;
  auto settings = within(10s, test::closed_port(loop));
  settings.count = 1'000'000;
  started_pinger run(loop, settings);
  CHECK(run.finish());
  // The one that failed, and outstanding_pings::most further ones.
  CHECK(run.totals().unsent == 65'537);
}

TEST_CASE("pinger: without a budget, a run that can't connect has one ping unsent") {
  net_loop loop;
  started_pinger run(loop, pings_to(test::closed_port(loop)));
  CHECK(run.finish());
  CHECK(run.totals().unsent == 1);
}

TEST_CASE("pinger: with a budget, all pings after a death are due") {
  net_loop loop;
  auto listener = std::make_unique<net_listener>(loop);
  started_pinger run(loop, within(10s, listener->port()));
  {
    auto peer = net_peer::responder(*listener);
    peer.answer(1);
    (void)peer.receive();
    listener.reset();
  }
  CHECK(run.finish());
  CHECK(run.totals().received == 1);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().unsent == 2);
}

TEST_CASE("connection_pinger: with a budget, all connections are due") {
  net_loop loop;
  auto settings = test::connections_to(test::closed_port(loop), 3);
  settings.dial.budget.emplace(clock::now(), 10s);
  test::connecting_run run(loop, settings);
  CHECK(run.finish());
  CHECK(run.totals().unsent == 3);
}

}  // namespace
}  // namespace tmss10
