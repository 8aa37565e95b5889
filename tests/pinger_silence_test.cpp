// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_black_hole.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include "support/net_proxy.hpp"
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

TEST_CASE("pinger: nothing is said of a run without a lost ping") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 1));
  CHECK(!run.subject().silence());
  net_peer::responder(listener).answer();
  CHECK(!run.finish());
  CHECK(!run.subject().silence());
}

#ifdef __linux__  // elsewhere the system does not tell

TEST_CASE("pinger: a peer whose system takes the pings and that never answers",
          "[tcp_info]") {
  for (const std::size_t size : {0, 2000}) {
    net_loop loop;
    net_listener listener(loop);
    auto settings = pings_to(listener.port(), 1);
    settings.reply_timeout = 700ms;  // less does not tell
    settings.payload_size = size;
    started_pinger run(loop, settings);
    auto peer = net_peer::responder(listener);
    CHECK(!run.finish());
    const auto silence = run.subject().silence();
    REQUIRE(silence);
    CHECK(silence->where == stage::exchange);
    CHECK(silence->error == errc::timed_out);
    CHECK(silence->seen == silence_cause::not_answered);
    CHECK(silence->host == "127.0.0.1");
    CHECK(silence->address == "127.0.0.1");
    CHECK(silence->port == listener.port());
    CHECK(!silence->lost_before);
  }
}

TEST_CASE("pinger: a late answer shows that the peer is only slow", "[tcp_info]") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.reply_timeout = 700ms;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  const auto late = peer.answer_for_next();
  run.until_told<event::lost>();
  CHECK(run.subject().silence());
  peer.send(late);
  peer.answer();
  CHECK(!run.finish());
  if (run.totals().lost > 1) return;  // the machine slept
  CHECK(run.totals().late == 1);
  const auto silence = run.subject().silence();
  REQUIRE(silence);
  CHECK(silence->seen == silence_cause::slow);
  CHECK(silence->waited >= 700ms);
}

TEST_CASE("pinger: pings lost with their connection say nothing of the peer's system") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port(), 1));
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.socket().close();
  CHECK(!run.finish());
  CHECK(run.totals().lost == 1);
  const auto silence = run.subject().silence();
  REQUIRE(silence);
  CHECK(silence->seen == silence_cause::connection_ended);
  CHECK(silence->error == errc::ended_without_close);
  CHECK(diagnose(*silence).code == exit_code::not_all_answered);
}

TEST_CASE("pinger: through a proxy the system knows nothing of the target") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(1, 1);
  settings.dial = test::dial_through(listener);
  settings.reply_timeout = 700ms;
  started_pinger run(loop, settings);
  auto client = listener.accept();
  CHECK(test::request_from(client) == test::plain_request);
  test::say(client, test::head_of("200 OK"));
  net_peer peer(std::move(client), role::responder);
  peer.establish();
  CHECK(!run.finish());
  CHECK(run.totals().lost == 1);
  CHECK(!run.subject().silence());
}

TEST_CASE("pinger: pings that do not get through, short and long", "[tcp_info]") {
  for (const std::size_t size : {0, 2000}) {
    CAPTURE(size);
    net_loop loop;
    net_listener listener(loop);
    auto settings = pings_to(listener.port(), 1);
    settings.reply_timeout = 1s;  // time for the system to send it again
    settings.payload_size = size;
    started_pinger run(loop, settings);
    run.until_told<event::connected>();
    net_peer peer(listener.accept(), role::responder);
    peer.flush();
    REQUIRE(peer.next() == protocol_event::established);
    test::lose_packets(peer.socket());
    peer.flush();
    CHECK(!run.finish());
    const auto silence = run.subject().silence();
    REQUIRE(silence);
    CHECK(silence->seen ==
          (size == 0 ? silence_cause::not_delivered : silence_cause::large_vanish));
  }
}

TEST_CASE("pinger: an answer that is late because data was lost", "[tcp_info]") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.reply_timeout = 1s;
  settings.interval = 4s;
  started_pinger run(loop, settings);
  run.until_told<event::connected>();
  net_peer peer(listener.accept(), role::responder);
  peer.flush();
  REQUIRE(peer.next() == protocol_event::established);
  test::lose_packets(peer.socket());
  peer.flush();
  run.until_told<event::lost>();
  test::lose_no_packets(peer.socket());
  peer.answer();
  run.until_told<event::reply>();
  const auto silence = run.subject().silence();
  REQUIRE(silence);
  CHECK(silence->seen == silence_cause::held_up);
  CHECK(silence->waited >= 1s);
  run.stop();
  (void)run.finish();
}

TEST_CASE("pinger: what a connection could not deliver is the cause, whoever ends it",
          "[tcp_info]") {
  for (const std::size_t size : {0, 2000}) {
    for (const bool reset : {false, true}) {
      CAPTURE(size, reset);
      net_loop loop;
      net_listener listener(loop);
      auto settings = pings_to(listener.port(), 1);
      settings.payload_size = size;
      started_pinger run(loop, settings);
      run.until_told<event::connected>();
      net_peer peer(listener.accept(), role::responder);
      peer.flush();
      REQUIRE(peer.next() == protocol_event::established);
      test::lose_packets(peer.socket());
      peer.flush();
      run.until_told<event::sent>();
      loop.run_for(1s);  // time for the system to send it again
      reset ? peer.socket().reset() : peer.socket().close();
      CHECK(!run.finish());
      CHECK(run.totals().lost == 1);
      const auto silence = run.subject().silence();
      REQUIRE(silence);
      CHECK(silence->seen ==
            (size == 0 ? silence_cause::not_delivered : silence_cause::large_vanish));
    }
  }
}

#endif

}  // namespace
}  // namespace tmss10
