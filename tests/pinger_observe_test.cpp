// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_key.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/core/run/observation.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::after_connecting;
using test::answering;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::reply;
using test::started_pinger;

pinger_settings observing(std::uint16_t port, std::uint64_t count = 2) {
  auto out = pings_to(port, count);
  out.observe = true;
  return out;
}

/// A response to Observe with that payload.
bytes saying(const std::string& text) {
  const auto view = view_of(text);
  return test::plaintext_of(response{.payload = {view.begin(), view.end()}});
}

/// The run had its pings, and nothing that came after them changes anything of it.
void check_good_run(started_pinger& run) {
  CHECK(!run.finish());
  CHECK(run.told() == after_connecting({reply(1), reply(2)}));
  CHECK(run.totals().transmitted == 2);
  CHECK(run.totals().received == 2);
  CHECK(run.count<event::disconnected>() == 0);
  CHECK(!run.subject().silence());
}

TEST_CASE("pinger: after the last ping, the responder is asked what it sees",
          "[tcp_info]") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, observing(responder.port()));
  check_good_run(run);
  const auto observed = run.all<event::observed>();
  REQUIRE(observed.size() == 1);
  const auto& seen = *observed[0].seen;
  const auto connected = run.all<event::connected>().at(0);
  CHECK(seen.said.address == "127.0.0.1");
  CHECK(seen.said.port == connected.local_port);
  CHECK(seen.own.address == "127.0.0.1");
  CHECK(seen.own.port == connected.local_port);
  CHECK(seen.own.peer_port == responder.port());
  CHECK(!seen.through_proxy);
  CHECK(seen.round_trip > 0ns);
  const auto way = compare(seen);
  CHECK(way.translated == false);
  CHECK(!way.clocks_differ);
#ifdef __linux__
  REQUIRE(way.arrived);
  CHECK(way.hops == 0U);
  CHECK(way.redirected == false);
  CHECK(way.mss == option_fate::as_sent);
  CHECK(way.sack_permitted != option_fate::removed);
#endif
  const auto ended = responder.first<event::ended>();
  CHECK(ended.reason == errc::closed_by_peer);
  CHECK(ended.requests == 3);
}

TEST_CASE("pinger: nothing is asked unless that is wanted") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 2));
  check_good_run(run);
  CHECK(run.count<event::observed>() == 0);
  CHECK(responder.first<event::ended>().requests == 2);
}

TEST_CASE("pinger: with an interval, it is asked after the last ping, too") {
  net_loop loop;
  answering responder(loop);
  auto settings = observing(responder.port());
  settings.interval = 20ms;
  started_pinger run(loop, settings);
  check_good_run(run);
  CHECK(run.count<event::observed>() == 1);
}

TEST_CASE("pinger: a responder that does not observe changes nothing") {
  net_loop loop;
  auto refusing = test::on_loopback();
  refusing.observe = false;
  answering responder(loop, refusing);
  started_pinger run(loop, observing(responder.port()));
  check_good_run(run);
  CHECK(run.count<event::observed>() == 0);
  CHECK(responder.first<event::ended>().reason == errc::closed_by_peer);
}

TEST_CASE("pinger: an answer to Observe that is none changes nothing") {
  const std::string nested(1'000, '[');
  const std::vector<bytes> answers{
      {},
      bytes(5),
      test::plaintext_of(response{.rc = static_cast<return_code>(200), .payload = {}}),
      test::plaintext_of(response{.rc = return_code::bad_request, .payload = {}}),
      saying(""),
      saying("{\"program\":\"" + std::string(4'096 - 14, 'x') + "\"}x"),
      saying("{\"program\":\"\xFF\"}"),
      saying("{\"x\":" + nested + std::string(1'000, ']') + "}"),
      saying(R"({"port":"7"})"),
      saying(R"({"address":7})"),
      saying(R"({"syn":"450"})"),
      saying(std::string(65'000, '{')),
  };
  for (const auto& answer : answers) {
    if (answer.empty()) continue;  // that is the close message
    CAPTURE(answer.size());
    net_loop loop;
    net_listener listener(loop);
    started_pinger run(loop, observing(listener.port()));
    auto peer = net_peer::responder(listener);
    peer.answer(2);
    CHECK(!peer.receive().empty());
    peer.send(answer);
    CHECK(peer.hears_close());
    check_good_run(run);
    CHECK(run.count<event::observed>() == 0);
  }
}

TEST_CASE("pinger: a statement without anything usable in its request is passed on") {
  for (const std::string syn : {"", "45", "4500003c1234400034060000c6336407c0000209",
                                "4500003c1234400034060000c6336407c0000209"
                                "9cb0138800000001000000006002faf0000000000200ffff"}) {
    net_loop loop;
    net_listener listener(loop);
    started_pinger run(loop, observing(listener.port()));
    auto peer = net_peer::responder(listener);
    peer.answer(2);
    CHECK(!peer.receive().empty());
    peer.send(saying("{\"syn\":\"" + syn + "\"}"));
    CHECK(peer.hears_close());
    check_good_run(run);
    CHECK(run.count<event::observed>() == 1);
  }
}

TEST_CASE("pinger: a connection that ends in place of an answer changes nothing") {
  for (const bool in_order : {true, false}) {
    net_loop loop;
    net_listener listener(loop);
    started_pinger run(loop, observing(listener.port()));
    auto peer = net_peer::responder(listener);
    peer.answer(2);
    CHECK(!peer.receive().empty());
    if (in_order) peer.send_close();
    peer.socket().close();
    check_good_run(run);
    CHECK(run.count<event::observed>() == 0);
  }
}

TEST_CASE("pinger: an answer to Observe is waited for no longer than one to a ping") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = observing(listener.port());
  settings.reply_timeout = 300ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer(2);
  CHECK(!peer.receive().empty());
  CHECK(run.ends_within(20s));
  check_good_run(run);
  CHECK(run.count<event::observed>() == 0);
}

TEST_CASE("pinger: it can be stopped while it waits for the answer to Observe") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, observing(listener.port()));
  auto peer = net_peer::responder(listener);
  peer.answer(2);
  CHECK(!peer.receive().empty());
  run.stop();
  CHECK(peer.hears_close());
  check_good_run(run);
}

TEST_CASE("pinger: after a last ping that was lost, nothing is asked") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = observing(listener.port());
  settings.reply_timeout = 200ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer(1);
  CHECK(!peer.receive().empty());
  CHECK(peer.hears_close());
  (void)run.finish();
  CHECK(run.totals().lost == 1);
  CHECK(run.count<event::observed>() == 0);
}

TEST_CASE("pinger: a run that is stopped before its count is over asks nothing") {
  net_loop loop;
  answering responder(loop);
  auto settings = observing(responder.port());
  settings.count = {};
  settings.interval = 10ms;
  started_pinger run(loop, settings);
  run.until_told<event::reply>(3);
  run.stop();
  (void)run.finish();
  CHECK(run.count<event::observed>() == 0);
}

}  // namespace
}  // namespace tmss10
