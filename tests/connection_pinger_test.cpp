// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_connecting.hpp"
#include "support/net_proxy.hpp"
#include "support/net_socket.hpp"
#include "support/no_more_threads.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>
#include <tmss10/net/network_error.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>

#include <asio/error.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::accept_all;
using test::connecting_run;
using test::connections_to;
using test::made;
using test::net_listener;
using test::net_loop;
using test::net_socket;
using test::not_made;

const std::error_code refused = from_network(asio::error::connection_refused);

/// What the test's listeners do with a connection that they only accept.
void keep(std::size_t /*before*/, net_socket& /*client*/) {}

TEST_CASE("connection_pinger: each ping is a connection of its own, with its time") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port(), 3);
  settings.interval = 10ms;
  settings.target = 3;
  connecting_run run(loop, settings);
  CHECK(!run.finish());
  loop.run_ready();
  for (const auto& one : run.events())
    CHECK(one.target == 3);
  // The address is looked up once.
  CHECK(run.told() == std::vector<std::string>{"resolved", "connected", made(1),
                                               "connected", made(2), "connected",
                                               made(3)});
  CHECK(listener.accepted().size() == 3);
  CHECK(run.totals().transmitted == 3);
  CHECK(run.totals().received == 3);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().reconnections == 0);
  CHECK(run.totals().round_trips.count() == 3);
  CHECK(run.totals().round_trips.min() > 0ns);
  for (const auto& one : run.all<event::connection_made>())
    CHECK(one.took > 0ns);
}

TEST_CASE("connection_pinger: sends nothing, and ends each connection in good order") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port(), 2);
  settings.interval = 1ms;
  {
    connecting_run run(loop, settings);
    CHECK(!run.finish());
    // While the pinger is still there: it holds no connection any more.
    REQUIRE(listener.accepted().size() == 2);
    for (auto& one : listener.accepted()) {
      CHECK(one.read_to_end().empty());
      CHECK(one.end() == asio::error::eof);
    }
  }
}

TEST_CASE("connection_pinger: on schedule, without a wait for the watch of the last") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port(), 6);
  settings.interval = 10ms;
  const auto began = clock::now();
  connecting_run run(loop, settings);
  run.until_told<event::connection_made>(6);
  const auto took = clock::now() - began;
  CHECK(took >= 50ms);
  CHECK(took < 10 * close_watch);
  CHECK(!run.finish());
}

TEST_CASE("connection_pinger: without an interval the next goes after the watch") {
  net_loop loop;
  accept_all listener(loop, keep);
  const auto began = clock::now();
  connecting_run run(loop, connections_to(listener.port(), 3));
  CHECK(!run.finish());
  CHECK(clock::now() - began >= 3 * close_watch);
  CHECK(run.totals().received == 3);
}

TEST_CASE(
    "connection_pinger: a run with a count ends with its first connection's failure") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  for (const auto interval : {0ms, 10ms}) {
    auto settings = connections_to(port, 3);
    settings.interval = interval;
    connecting_run run(loop, settings);
    const auto failed = run.finish();
    REQUIRE(failed);
    CHECK(failed->where == stage::connect);
    CHECK(failed->error == refused);
    CHECK(failed->address == "127.0.0.1");
    CHECK(run.told() ==
          std::vector<std::string>{"resolved", "not connected: " + refused.message()});
    CHECK(run.totals().transmitted == 0);
    CHECK(run.totals().lost == 0);
  }
}

TEST_CASE("connection_pinger: a later failure is a lost ping, and the run goes on") {
  for (const auto interval : {0ms, 200ms}) {
    net_loop loop;
    net_listener listener(loop);
    auto settings = connections_to(listener.port(), 4);
    settings.interval = interval;
    connecting_run run(loop, settings);
    const auto client = listener.accept();
    run.until_told<event::connection_made>();
    listener.close();
    CHECK(!run.finish());
    CHECK(run.totals().transmitted == 4);
    CHECK(run.totals().received == 1);
    CHECK(run.totals().lost == 3);
    CHECK(run.totals().round_trips.count() == 1);
    REQUIRE(run.count<event::connection_failed>() == 3);
    std::uint64_t sequence = 1;
    for (const auto& one : run.all<event::connection_failed>()) {
      CHECK(one.sequence == ++sequence);
      CHECK(one.reason == refused);
    }
    CHECK(run.count<event::not_connected>() == 0);
  }
}

TEST_CASE("connection_pinger: after a failure the name is looked up again") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(listener.port(), 5);
  settings.interval = 150ms;
  settings.dial.host = "localhost";
  settings.dial.family = address_family::v4;
  connecting_run run(loop, settings);
  const auto first = listener.accept();
  const auto second = listener.accept();
  run.until_told<event::connection_made>(2);
  CHECK(run.count<event::resolved>() == 1);
  listener.close();
  CHECK(!run.finish());
  REQUIRE(run.totals().lost == 5 - run.totals().received);
  // The first failure was at the address that was known.
  CHECK(run.count<event::resolved>() == run.totals().lost);
}

#ifdef TMSS10_CAN_REFUSE_THREADS

/// Pings without an end whose name has to be looked up again: a listener that was there
/// is gone.
struct looking_up_again {
  explicit looking_up_again(net_loop& of, std::optional<std::uint64_t> count)
      : loop(of), listener(of), run(of, settings(count)) {
    const auto client = listener.accept();
    run.until_told<event::connection_made>();
    listener.close();
    run.until_told<event::connection_failed>();
  }
  [[nodiscard]] connection_pinger_settings settings(
      std::optional<std::uint64_t> count) const {
    auto out = connections_to(listener.port());
    out.count = count;
    out.interval = 20ms;
    out.dial.host = "localhost";
    out.dial.family = address_family::v4;
    return out;
  }

  net_loop& loop;
  net_listener listener;
  connecting_run run;
};

TEST_CASE("connection_pinger: a look-up without a thread ends a run with a count") {
  net_loop loop;
  looking_up_again at(loop, 1'000'000);
  const test::no_more_threads none;
  const auto failed = at.run.finish();
  REQUIRE(failed);
  CHECK(failed->where == stage::resolve);
  CHECK(failed->error == errc::no_thread);
  CHECK(diagnose(*failed).code == exit_code::usage);
}

TEST_CASE("connection_pinger: … and not one without, which goes on trying") {
  net_loop loop;
  looking_up_again at(loop, {});
  const auto lost = [&at] { return at.run.count<event::connection_failed>(); };
  {
    const test::no_more_threads none;
    at.run.until_told<event::not_connected>(3);
    // Look-ups that were under way before may end meanwhile; no other ping is lost.
    const auto lost_before = lost();
    at.run.until_told<event::not_connected>(6);
    CHECK(lost() == lost_before);
  }
  for (const auto& one : at.run.all<event::not_connected>())
    CHECK(one.why.error == errc::no_thread);
  const auto lost_before = lost();
  loop.until([&] { return lost() > lost_before; });
  CHECK(at.run.totals().lost == lost());
  at.run.stop();
  const auto failed = at.run.finish();
  REQUIRE(failed);
  CHECK(failed->error == errc::no_thread);
}

#endif

TEST_CASE("connection_pinger: without a count it tries until there is a listener") {
  net_loop loop;
  auto listener = net_listener::deaf(loop);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  settings.interval = 20ms;
  const auto began = clock::now();
  connecting_run run(loop, settings);
  run.until_told<event::not_connected>(4);
  CHECK(clock::now() - began >= 60ms);
  CHECK(run.totals().transmitted == 0);
  listener.listen();
  run.until_told<event::connection_made>(2);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.all<event::connection_made>().at(0).sequence == run.totals().unsent + 1);
  CHECK(run.totals().lost == 0);
}

TEST_CASE("connection_pinger: without count and interval it pauses after a failure") {
  net_loop loop;
  auto listener = net_listener::deaf(loop);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  const auto began = clock::now();
  connecting_run run(loop, settings);
  run.until_told<event::not_connected>(2);
  CHECK(clock::now() - began >= 1s);
  listener.listen();
  const auto client = listener.accept();
  run.until_told<event::connection_made>();
  CHECK(clock::now() - began >= 2s);
  listener.close();
  run.until_told<event::connection_failed>();
  CHECK(
      !loop.reaches([&run] { return run.count<event::connection_failed>() > 1; }, 500ms));
  run.stop();
  CHECK(!run.finish());
}

TEST_CASE("connection_pinger: what no time mends ends a run without a count, too") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  settings.interval = 1ms;
  settings.dial.from.address = "::1";
  connecting_run run(loop, settings);
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->error == errc::source_of_other_family);
  CHECK(run.count<event::not_connected>() == 1);
}

TEST_CASE("connection_pinger: a local address that may come yet is waited for") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  settings.interval = 1ms;
  settings.dial.from.address = "192.0.2.1";  // of a documentation block (RFC 5737)
  connecting_run run(loop, settings);
  run.until_told<event::not_connected>(3);
  for (const auto& one : run.all<event::not_connected>())
    CHECK(one.why.error == errc::source_not_here);
  run.stop();
  CHECK(!run.finish());
}

TEST_CASE("connection_pinger: through a proxy, with its tunnel in the time") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(1, 2);
  settings.dial = test::dial_through(listener);
  settings.interval = 200ms;
  connecting_run run(loop, settings);
  std::vector<net_socket> clients;
  for (int i = 0; i < 2; ++i) {
    clients.push_back(listener.accept());
    CHECK(test::request_from(clients.back()) == test::plain_request);
    loop.run_for(20ms);
    test::say(clients.back(), test::head_of("200 OK") + "early");
  }
  CHECK(!run.finish());
  CHECK(run.told() == std::vector<std::string>{"resolved", "proxy connected", "tunnelled",
                                               made(1), "banner 1", "proxy connected",
                                               "tunnelled", made(2), "banner 2"});
  CHECK(run.totals().round_trips.min() >= 20ms);
}

TEST_CASE("connection_pinger: a proxy that does not answer in time costs its ping") {
  net_loop loop;
  net_listener listener(loop);
  auto settings = connections_to(1, 2);
  settings.dial = test::dial_through(listener);
  settings.dial.timeout = 300ms;
  connecting_run run(loop, settings);
  auto first = listener.accept();
  (void)test::request_from(first);
  test::say(first, test::head_of("200 OK"));
  run.until_told<event::connection_made>();
  auto second = listener.accept();
  (void)test::request_from(second);
  CHECK(!run.finish());
  CHECK(run.told().back() == not_made(2, errc::timed_out));
  CHECK(run.totals().lost == 1);
}

TEST_CASE("connection_pinger: a slot that would need one connection too many goes by") {
  constexpr std::size_t most = 256;
  net_loop loop;
  net_listener listener(loop);  // a proxy that answers only the first
  auto settings = connections_to(1);
  settings.dial = test::dial_through(listener);
  settings.dial.timeout = 1h;
  settings.count.reset();
  settings.interval = 10us;
  connecting_run run(loop, settings);
  std::vector<net_socket> clients;
  clients.push_back(listener.accept());
  (void)test::request_from(clients.back());
  test::say(clients.back(), test::head_of("200 OK"));
  // The first is over when it has been watched.
  loop.until([&run] { return run.totals().transmitted == most + 1; });
  loop.run_for(20ms);
  CHECK(run.totals().transmitted == most + 1);
  clients.push_back(listener.accept());
  clients.back().reset();
  run.until_told<event::connection_failed>();
  loop.until([&run] { return run.totals().transmitted == most + 2; });
  loop.run_for(20ms);
  CHECK(run.totals().transmitted == most + 2);
  run.stop();
  CHECK(!run.finish());
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().received == 1);
}

TEST_CASE("connection_pinger: an interval shorter than anything takes holds up nobody") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port(), 400);
  settings.interval = 1ns;
  connecting_run run(loop, settings);
  CHECK(!run.finish());
  CHECK(run.totals().transmitted == 400);
  CHECK(run.totals().received == 400);
}

}  // namespace
}  // namespace tmss10
