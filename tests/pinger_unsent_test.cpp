// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/greeting.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <cstdint>
#include <set>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

/// Pings without an end, 20 ms apart.
pinger_settings pings_for_ever_to(std::uint16_t port) {
  auto out = pings_to(port);
  out.count.reset();
  out.interval = 20ms;
  return out;
}

/// Each number from 1 on is that of one ping, sent or not.
void check_sequences(const started_pinger& run) {
  std::set<std::uint64_t> seen;
  for (const auto& one : run.all<event::sent>())
    CHECK(seen.insert(one.sequence).second);
  for (const auto& one : run.all<event::unsent>())
    CHECK(seen.insert(one.sequence).second);
  REQUIRE(!seen.empty());
  CHECK(*seen.rbegin() == seen.size());
  CHECK(run.totals().due() == seen.size());
}

TEST_CASE("pinger: slots that go by without a connection are pings not sent") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_for_ever_to(listener.port()));
  {
    auto peer = net_peer::responder(listener);
    peer.answer(2);
  }
  for (int i = 0; i < 3; ++i)
    listener.accept().write(make_greeting(greeting_status::busy));
  auto next = net_peer::responder(listener);
  next.answer(2);
  run.until_told<event::reply>(4);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.totals().unsent >= 3);
  CHECK(run.totals().attempts == 5);
  CHECK(run.totals().failed.count() == 3);
  CHECK(run.totals().outage.count() == 1);
  CHECK(run.totals().outage.ended().at(0).reason == errc::busy);
  CHECK(run.totals().loss_percent() > 0);
  check_sequences(run);
}

TEST_CASE("pinger: a slow attempt costs all slots but the one that it leads to") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_for_ever_to(listener.port()));
  {
    auto peer = net_peer::responder(listener);
    peer.answer(1);
  }
  auto slow = listener.accept();
  loop.run_for(210ms);
  net_peer next(std::move(slow), role::responder);
  next.establish();
  next.answer(1);
  run.until_told<event::reply>(2);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.totals().unsent >= 9);
  for (const auto& one : run.all<event::unsent>())
    CHECK(one.reason == run.all<event::disconnected>().at(0).reason);
  check_sequences(run);
}

TEST_CASE("pinger: nothing was due before the first connection") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_for_ever_to(listener.port()));
  auto slow = listener.accept();
  loop.run_for(210ms);
  net_peer peer(std::move(slow), role::responder);
  peer.establish();
  peer.answer(2);
  run.until_told<event::reply>(2);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.totals().unsent == 0);
  check_sequences(run);
}

TEST_CASE("pinger: without a connection every slot counts from the first attempt on") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  started_pinger run(loop, pings_for_ever_to(port));
  run.until_told<event::not_connected>(4);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.totals().unsent >= 4);
  CHECK(run.totals().transmitted == 0);
  CHECK(run.totals().loss_percent() == 100);
  CHECK(run.totals().outage.count() == 1);
  check_sequences(run);
}

TEST_CASE("pinger: the attempt that ends a run with a count is one ping not sent") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  started_pinger run(loop, pings_to(port));
  CHECK(run.finish());
  CHECK(run.totals().unsent == 1);
}

TEST_CASE("pinger: of a run with a count no more are missed than were asked for") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 5);
  settings.interval = 10ms;
  started_pinger run(loop, settings);
  {
    auto peer = net_peer::responder(listener);
    peer.answer(1);
  }
  auto slow = listener.accept();
  loop.run_for(300ms);
  net_peer next(std::move(slow), role::responder);
  next.establish();
  next.answer(1);
  CHECK(!run.finish());
  CHECK(run.totals().due() == 5);
  CHECK(run.totals().received == 2);
  check_sequences(run);
}

TEST_CASE("pinger: a deadline within an outage ends it with what was due by then") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_for_ever_to(listener.port());
  settings.deadline = 400ms;
  started_pinger run(loop, settings);
  const auto silent = listener.accept();  // says nothing until the deadline
  CHECK(run.finish());
  CHECK(run.totals().unsent >= 15);
  CHECK(run.totals().unsent <= 21);
  CHECK(run.all<event::unsent>().at(0).reason == errc::deadline_passed);
}

}  // namespace
}  // namespace tmss10
