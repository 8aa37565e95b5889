// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <string>
#include <vector>

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

/// Far shorter than any time-out in these tests, and far longer than a busy machine
/// needs.
constexpr auto promptly = 10s;

TEST_CASE("pinger: stop ends the look-up") {
  net_loop loop;
  auto settings = pings_to(1);
  settings.dial.host = "nonexistent.invalid";
  started_pinger run(loop, settings);
  loop.run_one_ready();
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("pinger: stop ends the connection request") {
  net_loop loop;
  test::full_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  run.until_told<event::resolved>();
  loop.run_for(10ms);
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(run.told() == std::vector<std::string>{"resolved"});
}
#endif

TEST_CASE("pinger: stop ends the wait for the greeting") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  run.until_told<event::connected>();
  auto peer = listener.accept();
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(peer.hears_only_the_end());
}

TEST_CASE("pinger: stop ends the wait for message 2") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  auto peer = listener.accept();
  peer.write(make_greeting(greeting_status::ready));
  run.until_told<event::greeted>();
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(peer.read_to_end().size() == 50);
}

TEST_CASE("pinger: stop ends the wait for an answer, with a close message") {
  for (const auto interval : {0ms, 1ms, 1'000'000ms}) {
    CAPTURE(interval.count());
    net_loop loop;
    net_listener listener(loop);
    auto settings = pings_to(listener.port(), 1000);
    settings.interval = interval;
    started_pinger run(loop, settings);
    auto peer = net_peer::responder(listener);
    (void)peer.receive();
    run.stop();
    REQUIRE(run.ends_within(promptly));
    CHECK(!run.finish());
    while (peer.next() == protocol_event::message) {
    }
    CHECK(peer.wire().meaning_of_end() == errc::closed_by_peer);
    // The ping is not decided, and stays so.
    CHECK(run.totals().transmitted >= 1);
    CHECK(run.totals().received == 0);
    CHECK(run.totals().lost == 0);
  }
}

TEST_CASE("pinger: stop ends the wait for the next slot") {
  net_loop loop;
  answering responder(loop);
  auto settings = pings_to(responder.port(), 2);
  settings.interval = 1h;
  started_pinger run(loop, settings);
  run.until_told<event::reply>();
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(responder.first<event::ended>().reason == errc::closed_by_peer);
}

TEST_CASE("pinger: stop ends the wait for the slot of the next connection") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 2);
  settings.interval = 1h;
  started_pinger run(loop, settings);
  {
    auto peer = net_peer::responder(listener);
    (void)peer.receive();
    peer.socket().close();
  }
  run.until_told<event::lost>();
  loop.run_for(5ms);
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(!listener.is_called_within(5ms));
}

TEST_CASE("pinger: stop ends a run whose peer reads no more") {
  net_loop loop;
  net_listener listener(loop);
  listener.shrink_receive_buffer();
  auto settings = pings_to(listener.port(), 100'000);
  settings.payload_size = 65'000;
  settings.interval = 1us;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  loop.run_for(200ms);
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
}

TEST_CASE("pinger: stop twice is stop once") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port(), 1'000'000));
  run.until_told<event::reply>();
  run.stop();
  run.stop();
  CHECK(!run.finish());
  run.stop();
}

/// What is told after stop() is called from the callback of the first event of that kind.
template <typename Event>
std::size_t events_after_stop(pinger_settings settings) {
  net_loop loop;
  answering responder(loop);
  settings.dial.port = responder.port();
  started_pinger run(loop, settings);
  run.stop_at<Event>();
  CHECK(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(run.totals().transmitted <= 1);
  return run.told_after_stop();
}

TEST_CASE("pinger: stop in the callback of any event is the end of the run") {
  for (const auto interval : {0ms, 1'000'000ms}) {
    CAPTURE(interval.count());
    auto settings = pings_to(0, 1000);
    settings.interval = interval;
    CHECK(events_after_stop<event::resolved>(settings) == 0);
    CHECK(events_after_stop<event::connected>(settings) == 0);
    CHECK(events_after_stop<event::greeted>(settings) == 0);
    CHECK(events_after_stop<event::established>(settings) == 0);
    CHECK(events_after_stop<event::reply>(settings) == 0);
  }
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("pinger: stop when the name is resolved does not wait for a connection") {
  net_loop loop;
  test::full_listener listener(loop);
  auto settings = pings_to(listener.port());
  settings.dial.timeout = 1h;
  started_pinger run(loop, settings);
  run.stop_at<event::resolved>();
  CHECK(run.ends_within(2s));
}
#endif

TEST_CASE("pinger: stop when the session is established closes it in good order") {
  net_loop loop;
  answering responder(loop);
  started_pinger run(loop, pings_to(responder.port()));
  run.stop_at<event::established>();
  CHECK(!run.finish());
  // While the pinger is still there: it holds no connection any more.
  REQUIRE(loop.reaches([&responder] { return responder.count<event::ended>() > 0; }, 2s));
  CHECK(responder.all<event::ended>()[0].reason == errc::closed_by_peer);
}

TEST_CASE("pinger: stop when the greeting is there leaves no connection behind") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  run.stop_at<event::greeted>();
  auto peer = listener.accept();
  peer.write(make_greeting(greeting_status::ready));
  CHECK(!run.finish());
  CHECK(peer.read(50).size() == 50);
  (void)loop.reaches([&peer] { return !peer.hears_nothing_for(0ms); }, 2s);
  CHECK(peer.end());
}

TEST_CASE("pinger: stop at the first lost ping leaves the others undecided") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = pings_to(listener.port(), 3);
  settings.interval = 1ms;
  settings.reply_timeout = 500ms;
  started_pinger run(loop, settings);
  run.stop_at<event::lost>();
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  (void)peer.receive();
  (void)peer.receive();
  const auto asleep_until = clock::now() + 550ms;  // all three run out of time
  while (clock::now() < asleep_until) {
  }
  CHECK(!run.finish());
  CHECK(run.totals().transmitted == 3);
  CHECK(run.count<event::lost>() == 1);
  CHECK(run.totals().lost == 1);
}

TEST_CASE("pinger: stop when the connection is lost leaves its pings undecided") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, pings_to(listener.port()));
  run.stop_at<event::disconnected>();
  auto peer = net_peer::responder(listener);
  (void)peer.receive();
  peer.socket().close();
  CHECK(!run.finish());
  CHECK(run.count<event::lost>() == 0);
  CHECK(run.totals().lost == 0);
}

}  // namespace
}  // namespace tmss10
