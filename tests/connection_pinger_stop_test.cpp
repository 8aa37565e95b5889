// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_connecting.hpp"
#include "support/net_proxy.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::accept_all;
using test::connecting_run;
using test::connections_to;
using test::net_listener;
using test::net_loop;
using test::net_socket;

/// Far shorter than any limit in these tests, and far longer than a busy machine needs.
constexpr auto promptly = 10s;

void keep(std::size_t /*before*/, net_socket& /*client*/) {}

TEST_CASE("connection_pinger: stop ends the look-up") {
  net_loop loop;
  auto settings = connections_to(1);
  settings.dial.host = "nonexistent.invalid";
  connecting_run run(loop, settings);
  loop.run_one_ready();
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
}

TEST_CASE("connection_pinger: stopped before it began, it connects to nobody") {
  net_loop loop;
  net_listener listener(loop);
  connecting_run run(loop, connections_to(listener.port()));
  run.stop();
  CHECK(!run.finish());
  CHECK(run.events().empty());
  CHECK(!listener.is_called_within(0ms));
}

#ifndef _WIN32  // there a full queue refuses
TEST_CASE("connection_pinger: stop ends the first connection request") {
  net_loop loop;
  test::full_listener listener(loop);
  connecting_run run(loop, connections_to(listener.port()));
  run.until_told<event::resolved>();
  loop.run_for(10ms);
  run.stop();
  REQUIRE(run.ends_within(promptly));
  CHECK(!run.finish());
  CHECK(run.told() == std::vector<std::string>{"resolved"});
  CHECK(run.totals().transmitted == 0);
}

TEST_CASE(
    "connection_pinger: a deadline in the first connection request is its failure") {
  net_loop loop;
  test::full_listener listener(loop);
  auto settings = connections_to(listener.port());
  settings.deadline = 50ms;
  connecting_run run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::connect);
  CHECK(failed->error == errc::deadline_passed);
  CHECK(failed->waited < settings.dial.timeout);
  CHECK(run.deadline_passed());
}
#endif

TEST_CASE("connection_pinger: a deadline before the count is reached says so") {
  for (const bool has_count : {false, true}) {
    net_loop loop;
    net_listener listener(loop);
    auto settings = connections_to(listener.port());
    settings.interval = 1h;
    settings.deadline = 500ms;
    if (!has_count) settings.count.reset();
    connecting_run run(loop, settings);
    CHECK(!run.finish());
    CHECK(run.totals().received == 1);
    const auto said = run.subject().silence();
    CHECK(said.has_value() == has_count);
    if (said) CHECK(said->error == errc::deadline_passed);
  }
}

TEST_CASE("connection_pinger: stop ends the wait for a slot, or the pause") {
  for (const auto interval :
       {std::chrono::nanoseconds(0), std::chrono::nanoseconds(1h)}) {
    CAPTURE(interval.count());
    net_loop loop;
    const auto port = test::closed_port(loop);
    auto settings = connections_to(port);
    settings.count.reset();
    settings.interval = interval;
    connecting_run run(loop, settings);
    run.until_told<event::not_connected>();
    loop.run_for(5ms);
    const auto began = clock::now();
    run.stop();
    // A signal before the first connection leaves nothing to say.
    CHECK(!run.finish());
    CHECK(clock::now() - began < 500ms);
    CHECK(run.count<event::connecting>() == 1);
  }
}

TEST_CASE("connection_pinger: a deadline in a pause leaves the last failure") {
  for (const auto interval :
       {std::chrono::nanoseconds(0), std::chrono::nanoseconds(1h)}) {
    net_loop loop;
    const auto port = test::closed_port(loop);
    auto settings = connections_to(port);
    settings.count.reset();
    settings.interval = interval;
    settings.deadline = 100ms;
    connecting_run run(loop, settings);
    const auto failed = run.finish();
    REQUIRE(failed);
    CHECK(failed->error == std::errc::connection_refused);
    CHECK(run.deadline_passed());
  }
}

TEST_CASE("connection_pinger: a deadline in a later first attempt leaves the failure") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(1);
  settings.dial = test::dial_through(listener);
  settings.count.reset();
  settings.interval = 1ms;
  settings.deadline = 200ms;
  connecting_run run(loop, settings);
  auto first = listener.accept();
  (void)test::request_from(first);
  test::say(first, test::head_of("403 No"));
  auto second = listener.accept();
  const auto failed = run.finish();
  REQUIRE(failed);
  const bool as_before = failed->error == errc::proxy_refused_tunnel || first.end();
  CHECK(as_before);
}

TEST_CASE("connection_pinger: stop ends the watch, and the wait for the next slot") {
  for (const auto interval :
       {std::chrono::nanoseconds(0), std::chrono::nanoseconds(1h)}) {
    net_loop loop;
    accept_all listener(loop, keep);
    auto settings = connections_to(listener.port());
    settings.interval = interval;
    connecting_run run(loop, settings);
    run.until_told<event::connection_made>();
    loop.run_ready();
    run.stop();
    CHECK(run.ends_within(promptly));
    CHECK(!run.finish());
    CHECK(run.totals().transmitted == 1);
    CHECK(run.totals().received == 1);
  }
}

/// A run with 20 pings of which all but the first wait for a proxy.
struct waiting_run {
  explicit waiting_run(std::optional<std::chrono::nanoseconds> deadline) {
    auto settings = connections_to(1);
    settings.dial = test::dial_through(listener);
    settings.dial.timeout = 1h;
    settings.count.reset();
    settings.interval = 1ms;
    settings.deadline = deadline;
    run.emplace(loop, settings);
    first.emplace(listener.accept());
    (void)test::request_from(*first);
    test::say(*first, test::head_of("200 OK"));
  }

  net_loop loop;
  net_listener listener{loop};
  std::optional<net_socket> first;
  std::optional<connecting_run> run;
};

TEST_CASE("connection_pinger: stop ends all connections under way, undecided") {
  waiting_run of({});
  of.loop.until([&of] { return of.run->totals().transmitted >= 20; });
  of.run->stop();
  CHECK(of.run->ends_within(promptly));
  CHECK(!of.run->finish());
  CHECK(of.run->totals().received == 1);
  CHECK(of.run->totals().lost == 0);
  CHECK(of.run->count<event::connection_failed>() == 0);
  // While the pinger is still there: it holds no connection any more.
  auto second = of.listener.accept();
  (void)second.read_to_end();
  CHECK(second.end());
}

TEST_CASE("connection_pinger: a deadline ends all connections under way, undecided") {
  waiting_run of(200ms);
  CHECK(!of.run->finish());
  CHECK(of.run->deadline_passed());
  CHECK(of.run->totals().lost == 0);
}

/// Whether stop() in the callback of the first event of that kind ends everything.
template <typename Event>
void check_stop_at(const std::string& host) {
  CAPTURE(host);
  for (const auto interval :
       {std::chrono::nanoseconds(0), std::chrono::nanoseconds(1h)}) {
    net_loop loop;
    accept_all listener(loop, keep);
    auto settings = connections_to(listener.port());
    settings.dial.host = host;
    settings.interval = interval;
    connecting_run run(loop, settings);
    run.stop_at<Event>();
    CHECK(run.ends_within(promptly));
    CHECK(!run.finish());
    CHECK(run.told_after_stop() == 0);
    CHECK(run.totals().transmitted <= 1);
  }
}

TEST_CASE("connection_pinger: stop in the callback of any event is the end of the run") {
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    check_stop_at<event::connecting>(host);
    check_stop_at<event::resolved>(host);
    check_stop_at<event::connected>(host);
    check_stop_at<event::connection_made>(host);
  }
}

TEST_CASE("connection_pinger: stop in the callback of a failure") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(listener.port());
  settings.interval = 200ms;
  settings.count.reset();
  connecting_run run(loop, settings);
  run.stop_at<event::connection_failed>();
  const auto client = listener.accept();
  run.until_told<event::connection_made>();
  listener.close();
  CHECK(!run.finish());
  CHECK(run.told_after_stop() == 0);
  CHECK(run.totals().lost == 1);

  auto refused = connections_to(test::closed_port(loop));
  refused.count.reset();
  connecting_run never(loop, refused);
  never.stop_at<event::not_connected>();
  CHECK(!never.finish());
  CHECK(never.told_after_stop() == 0);
}

}  // namespace
}  // namespace tmss10
