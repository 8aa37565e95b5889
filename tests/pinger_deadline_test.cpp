// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::answering;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

TEST_CASE("pinger: a deadline ends the run, and the pings on their way stay undecided") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 1000);
  settings.deadline = 500ms;
  const auto began = clock::now();
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  CHECK(!run.finish());
  CHECK(clock::now() - began >= 500ms);
  CHECK(run.deadline_passed());
  CHECK(run.totals().transmitted == 1);
  CHECK(run.totals().lost == 0);
  CHECK(peer.hears_close());
  const auto said = run.subject().silence();
  REQUIRE(said);
  CHECK(said->where == stage::exchange);
  CHECK(said->error == errc::deadline_passed);
}

TEST_CASE("pinger: a deadline before the count is reached says so") {
  for (const bool has_count : {false, true}) {
    net_loop loop;
    answering responder(loop);
    auto settings = pings_to(responder.port());
    settings.interval = 1h;
    settings.deadline = 500ms;
    if (!has_count) settings.count.reset();
    started_pinger run(loop, settings);
    CHECK(!run.finish());
    CHECK(run.totals().received == 1);
    CHECK(run.subject().silence().has_value() == has_count);
  }
}

TEST_CASE("pinger: a deadline while a lost connection is made again says so") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port());
  settings.count.reset();
  settings.interval = 1ms;
  settings.deadline = 700ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.send_close();
  const auto second = listener.accept();  // it does not greet
  CHECK(!run.finish());
  CHECK(run.totals().lost > 0);
  const auto said = run.subject().silence();
  REQUIRE(said);
  CHECK(said->where == stage::greeting);
  CHECK(said->error == errc::deadline_passed);
  CHECK(said->lost_before == errc::closed_by_peer);
}

TEST_CASE("pinger: a deadline ends a run without a count") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port());
  settings.count.reset();
  settings.deadline = 200ms;
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  CHECK(run.deadline_passed());
  CHECK(run.totals().received >= run.totals().transmitted - 1);
}

TEST_CASE("pinger: a deadline that is not reached changes nothing") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port());
  settings.deadline = 1h;
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  CHECK(!run.deadline_passed());
  CHECK(run.totals().received == 4);
}

TEST_CASE("pinger: a deadline before the first ping is the failure of its stage") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port());
  settings.deadline = 200ms;
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::greeting);
  CHECK(failed->error == errc::deadline_passed);
  CHECK(failed->waited < settings.dial.timeout);
  CHECK(run.deadline_passed());
}

}  // namespace
}  // namespace tmss10
