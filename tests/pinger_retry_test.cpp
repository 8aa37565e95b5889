// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_answering.hpp"
#include "support/net_peer.hpp"
#include "support/net_pinging.hpp"
#include "support/no_more_threads.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/net/ping/pinger.hpp>

#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::net_listener;
using test::net_loop;
using test::net_peer;
using test::pings_to;
using test::started_pinger;

/// Pings without an end, 20 ms apart.
pinger_settings endless_pings_to(std::uint16_t port) {
  auto out = pings_to(port);
  out.count.reset();
  out.interval = 20ms;
  return out;
}

TEST_CASE("pinger: without a count it tries until a responder is there") {
  net_loop loop;
  auto listener = net_listener::deaf(loop);
  const auto began = clock::now();
  started_pinger run(loop, endless_pings_to(listener.port()));
  run.until_told<event::not_connected>(4);
  // One attempt for each slot, the first at once.
  CHECK(clock::now() - began >= 60ms);
  CHECK(run.count<event::connecting>() == 4);
  for (const auto& one : run.all<event::not_connected>()) {
    CHECK(one.why.where == stage::connect);
    CHECK(one.why.error == std::errc::connection_refused);
    CHECK(!one.why.lost_before);
  }
  listener.listen();
  net_peer::responder(listener).answer(2);
  run.until_told<event::reply>(2);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.all<event::reply>().at(0).sequence == run.totals().unsent + 1);
  CHECK(run.totals().reconnections == 0);
  CHECK(run.totals().lost == 0);
}

TEST_CASE("pinger: without count and interval it pauses from attempt to attempt") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = endless_pings_to(port);
  settings.interval = 0ms;
  const auto began = clock::now();
  started_pinger run(loop, settings);
  run.until_told<event::not_connected>();
  CHECK(!loop.reaches([&run] { return run.count<event::connecting>() > 1; }, 500ms));
  run.until_told<event::not_connected>(2);
  CHECK(clock::now() - began >= 1s);
}

TEST_CASE("pinger: without count and interval a peer that hangs up is called in pauses") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.interval = 0ms;
  const auto began = clock::now();
  started_pinger run(loop, settings);
  for (int i = 0; i < 2; ++i) {
    auto peer = net_peer::responder(listener);
    (void)peer.receive();
    peer.socket().close();
  }
  CHECK(clock::now() - began >= 1s);
}

TEST_CASE("pinger: what no time mends ends a run without a count, too") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.dial.from.address = "::1";
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == errc::source_of_other_family);
  CHECK(run.count<event::not_connected>() == 1);
  CHECK(run.count<event::connecting>() == 1);
}

TEST_CASE("pinger: a local address that this machine may get yet is waited for") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.dial.from.address = "192.0.2.1";  // of a documentation block (RFC 5737)
  started_pinger run(loop, settings);
  run.until_told<event::not_connected>(2);
  CHECK(!run.has_ended());
  for (const auto& one : run.all<event::not_connected>())
    CHECK(one.why.error == errc::source_not_here);
  run.stop();
  CHECK(!run.finish());
}

#ifdef TMSS10_CAN_REFUSE_THREADS

TEST_CASE("pinger: a look-up without a thread ends a run that never had a connection") {
  net_loop loop;
  auto settings = endless_pings_to(1);
  settings.dial.host = "localhost";
  const test::no_more_threads none;
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::resolve);
  CHECK(failed->error == errc::no_thread);
  CHECK(diagnose(*failed).code == exit_code::usage);
}

TEST_CASE("pinger: … and not one without a count that had one, which goes on trying") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.dial.host = "localhost";
  settings.dial.family = address_family::v4;
  started_pinger run(loop, settings);
  auto peer = net_peer::responder(listener);
  peer.answer();
  run.until_told<event::reply>();
  {
    const test::no_more_threads none;
    peer.socket().close();
    run.until_told<event::not_connected>(3);
    CHECK(!run.has_ended());
  }
  for (const auto& one : run.all<event::not_connected>())
    CHECK(one.why.error == errc::no_thread);
  auto next = net_peer::responder(listener);
  next.answer();
  run.until_told<event::reply>(2);
  CHECK(run.totals().reconnections == 1);
}

#endif

TEST_CASE("pinger: a run with a count tells the attempt that ends it") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = pings_to(port);
  settings.interval = 1ms;
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  REQUIRE(run.count<event::not_connected>() == 1);
  CHECK(run.all<event::not_connected>()[0].why.error == failed->error);
}

TEST_CASE("pinger: a signal before the first ping leaves nothing to say") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  for (const std::size_t attempts : {1, 3}) {
    started_pinger run(loop, endless_pings_to(port));
    run.until_told<event::not_connected>(attempts);
    run.stop();
    CHECK(!run.finish());
  }
  started_pinger told(loop, endless_pings_to(port));
  told.stop_at<event::not_connected>();
  CHECK(!told.finish());
  CHECK(told.told_after_stop() == 0);
}

TEST_CASE("pinger: stop ends the pause between attempts at once") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = endless_pings_to(port);
  settings.interval = 1h;
  started_pinger run(loop, settings);
  run.until_told<event::not_connected>();
  loop.run_for(5ms);
  run.stop();
  CHECK(run.ends_within(10s));
  CHECK(run.count<event::connecting>() == 1);
}

TEST_CASE("pinger: a deadline leaves the failure of the last attempt") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = endless_pings_to(port);
  settings.deadline = 100ms;
  started_pinger run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->error == std::errc::connection_refused);
  CHECK(!failed->lost_before);
  CHECK(run.deadline_passed());
}

TEST_CASE("pinger: a deadline within an attempt leaves the failure of the one before") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.deadline = 500ms;
  started_pinger run(loop, settings);
  auto first = listener.accept();
  first.write(make_greeting(greeting_status::busy));
  const auto second = listener.accept();
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::greeting);
  CHECK(failed->error == errc::busy);
  CHECK(run.count<event::not_connected>() == 1);
}

/// A run without an end whose first connection was lost with its second ping, and to
/// whose peer there is none any more.
struct lost_run {
  explicit lost_run(std::optional<std::chrono::nanoseconds> deadline = {},
                    std::size_t attempts = 2) {
    auto settings = endless_pings_to(listener.port());
    settings.deadline = deadline;
    run.emplace(loop, settings);
    auto peer = net_peer::responder(listener);
    peer.answer();
    (void)peer.receive();
    listener.close();
    peer.send_close();
    run->until_told<event::disconnected>();
    if (attempts > 0) run->until_told<event::not_connected>(attempts);
  }

  net_loop loop;
  net_listener listener{loop};
  std::optional<started_pinger> run;
};

TEST_CASE("pinger: stopped while a lost connection can't be made again, it says so") {
  lost_run of;
  of.run->stop();
  const auto failed = of.run->finish();
  REQUIRE(failed);
  CHECK(failed->error == std::errc::connection_refused);
  CHECK(failed->lost_before == errc::closed_by_peer);
  CHECK(of.run->totals().reconnections == 0);
  CHECK(of.run->totals().received == 1);
  CHECK(of.run->totals().lost == of.run->totals().transmitted - 1);
}

TEST_CASE("pinger: a deadline while a lost connection can't be made again says so") {
  lost_run of(300ms, 0);
  const auto failed = of.run->finish();
  REQUIRE(failed);
  CHECK(failed->error == std::errc::connection_refused);
  CHECK(failed->lost_before == errc::closed_by_peer);
  CHECK(of.run->deadline_passed());
}

TEST_CASE("pinger: stopped before a lost connection was missed, it has nothing to say") {
  lost_run of({}, 0);
  if (of.run->count<event::not_connected>() > 0) return;  // the machine slept
  of.run->stop();
  CHECK(!of.run->finish());
}

TEST_CASE("pinger: each connection in place of a lost one is counted, each ping once") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = endless_pings_to(listener.port());
  settings.interval = 5ms;
  settings.reply_timeout = 200ms;
  started_pinger run(loop, settings);
  for (int i = 0; i < 4; ++i) {
    auto peer = net_peer::responder(listener);
    peer.answer(2);
    (void)peer.receive();
    // Some of its pings run out of time before they are lost with it.
    if (i % 2 == 1) run.until_told<event::lost>(run.count<event::lost>() + 2);
    i < 2 ? peer.socket().reset() : peer.socket().close();
  }
  net_peer::responder(listener).answer();
  run.until_told<event::disconnected>(4);
  run.stop();
  (void)run.finish();
  CHECK(run.totals().reconnections == 4);
  std::set<std::uint64_t> decided;
  for (const auto& one : run.all<event::lost>())
    CHECK(decided.insert(one.sequence).second);
  for (const auto& one : run.all<event::reply>()) {
    if (!one.late) CHECK(decided.insert(one.sequence).second);
  }
  CHECK(run.totals().lost == run.count<event::lost>());
  CHECK(run.totals().received + run.totals().lost == decided.size());
  CHECK(run.totals().transmitted >= decided.size());
}

TEST_CASE("pinger: attempts that fail in between are no reconnections") {
  net_loop loop;
  net_listener listener(loop);
  started_pinger run(loop, endless_pings_to(listener.port()));
  net_peer::responder(listener).answer();
  for (int i = 0; i < 3; ++i)
    listener.accept().write(make_greeting(greeting_status::busy));
  CHECK(run.totals().reconnections == 0);
  auto peer = net_peer::responder(listener);
  peer.answer();
  const auto replies = run.count<event::reply>();
  CHECK(run.totals().reconnections == 1);
  CHECK(run.count<event::not_connected>() == 3);
  run.until_told<event::reply>(replies);
  run.stop();
  CHECK(!run.finish());
}

TEST_CASE("pinger: a name is looked up anew for each attempt") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = endless_pings_to(port);
  settings.dial.host = "localhost";
  started_pinger run(loop, settings);
  run.until_told<event::not_connected>(3);
  CHECK(run.count<event::resolved>() == 3);
}

TEST_CASE("pinger: stop in the callback of connecting is the end of the run") {
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    CAPTURE(host);
    net_loop loop;
    net_listener listener(loop);
    auto settings = endless_pings_to(listener.port());
    settings.dial.host = host;
    started_pinger run(loop, settings);
    run.stop_at<event::connecting>();
    CHECK(run.ends_within(10s));
    CHECK(!run.finish());
    CHECK(run.told_after_stop() == 0);
    CHECK(!listener.is_called_within(0ms));
  }
}

}  // namespace
}  // namespace tmss10
