// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::after_connecting;
using test::answering;
using test::net_loop;
using test::pings_to;
using test::reply;
using test::started_pinger;

/// Every ping was answered, and every number agrees with it.
void check_all_answered(const started_pinger& run, std::uint64_t count) {
  const auto& totals = run.totals();
  CHECK(totals.transmitted == count);
  CHECK(totals.received == count);
  CHECK(totals.lost == 0);
  CHECK(totals.late == 0);
  CHECK(totals.round_trips.count() == count);
  CHECK(run.count<event::reply>() == count);
  std::uint64_t sequence = 0;
  for (const auto& one : run.all<event::reply>()) {
    CHECK(one.sequence == ++sequence);
    CHECK(!one.late);
    CHECK(one.round_trip > 0ns);
    CHECK(one.round_trip >= totals.round_trips.min());
    CHECK(one.round_trip <= totals.round_trips.max());
  }
}

TEST_CASE("pinger: four pings, four replies, and then it is over") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port()));
  CHECK(!run.finish());
  CHECK(run.told() == after_connecting({reply(1), reply(2), reply(3), reply(4)}));
  check_all_answered(run, 4);
  CHECK(!run.deadline_passed());
}

TEST_CASE("pinger: the ordinary ping's answer is 44 bytes on the wire") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port()));
  CHECK(!run.finish());
  for (const auto& one : run.all<event::reply>())
    CHECK(one.wire_size == 44);
  for (const auto& one : responder.all<event::served>())
    CHECK(one.wire_size == 44);
}

TEST_CASE("pinger: the responder sees the session end with a close message") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 3));
  CHECK(!run.finish());
  const auto ended = responder.first<event::ended>();
  CHECK(ended.reason == errc::closed_by_peer);
  CHECK(ended.requests == 3);
}

TEST_CASE("pinger: the connection is told as it is") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 1));
  CHECK(!run.finish());
  const auto connected = run.all<event::connected>().at(0);
  CHECK(connected.port == responder.port());
  CHECK(connected.address == "127.0.0.1");
  const auto accepted = responder.first<event::accepted>();
  CHECK(accepted.peer.port == connected.local_port);
  CHECK(run.all<event::established>().at(0).open_mode);
}

TEST_CASE("pinger: with a site key, the connection is not in open mode") {
  const site_key key = test::key_of(7);
  net_loop loop;
  answering responder(loop, test::on_loopback(), key);
  started_pinger run(loop, pings_to(responder.port(), 2), key);
  CHECK(!run.finish());
  check_all_answered(run, 2);
  CHECK(!run.all<event::established>().at(0).open_mode);
}

TEST_CASE("pinger: a thousand pings over one connection") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 1000));
  CHECK(!run.finish());
  check_all_answered(run, 1000);
  CHECK(run.count<event::connected>() == 1);
}

TEST_CASE("pinger: payloads up to the longest come back") {
  for (const std::size_t size : {1U, 100U, 60'000U, 65'000U}) {
    CAPTURE(size);
    net_loop loop;
    answering responder(loop);
    auto settings = pings_to(responder.port(), 5);
    settings.payload_size = size;
    started_pinger run(loop, settings);
    CHECK(!run.finish());
    check_all_answered(run, 5);
    for (const auto& one : run.all<event::reply>())
      CHECK(one.wire_size > size);
  }
}

TEST_CASE("pinger: long payloads on a schedule") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 50);
  settings.payload_size = 65'000;
  settings.interval = 1us;
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  check_all_answered(run, 50);
}

TEST_CASE("pinger: IPv6") {
  net_loop loop;
  auto listening = test::on_loopback();
  listening.listen = {"::1"};
  answering responder(loop, listening);
  auto settings = pings_to(responder.port(), 2);
  settings.dial.host = "::1";
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  check_all_answered(run, 2);
  CHECK(run.all<event::connected>().at(0).address == "::1");
}

TEST_CASE("pinger: a name") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 2);
  settings.dial.host = "localhost";
  settings.dial.family = address_family::v4;
  started_pinger run(loop, settings);
  CHECK(!run.finish());
  check_all_answered(run, 2);
}

TEST_CASE("pinger: many of them in one io_context, with one responder") {
  net_loop loop;
  answering responder(loop);
  std::vector<std::unique_ptr<started_pinger>> runs;
  for (std::size_t i = 0; i < 30; ++i) {
    auto settings = pings_to(responder.port(), 20);
    settings.target = i;
    settings.payload_size = i * 100;
    if (i % 2 == 0) settings.interval = 1ms;
    runs.push_back(std::make_unique<started_pinger>(loop, settings));
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = *runs[i];
    CHECK(!runs[i]->finish());
    check_all_answered(run, 20);
    for (const auto& one : run.events())
      CHECK(one.target == i);
  }
  responder.until_told<event::ended>(runs.size());
  for (const auto& ended : responder.all<event::ended>()) {
    CHECK(ended.reason == errc::closed_by_peer);
    CHECK(ended.requests == 20);
  }
}

TEST_CASE("pinger: a callback that throws ends the run with its exception") {
  net_loop loop;
  answering responder(loop);
  const site_key key = site_key::open_mode();
  pinger run(loop.executor(), pings_to(responder.port()), key,
             [](const ping_event& happened) {
               if (std::holds_alternative<event::connected>(happened)) {
                 throw std::runtime_error("no room on the disk");
               }
             });
  const auto task = loop.start(run.run());
  CHECK_THROWS_WITH(loop.until([&task] { return task->has_value(); }),
                    "no room on the disk");
}

}  // namespace
}  // namespace tmss10
