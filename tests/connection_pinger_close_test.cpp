// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_connecting.hpp"
#include "support/net_proxy.hpp"
#include "support/net_socket.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/connection_pinger.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::accept_all;
using test::connecting_run;
using test::connections_to;
using test::net_loop;
using test::net_socket;

using act = std::function<void(std::size_t, net_socket&)>;

/// How a run of three pings ends against a listener that does that.
struct ended_run {
  explicit ended_run(const act& does) {
    net_loop loop;
    accept_all listener(loop, does);
    connecting_run run(loop, connections_to(listener.port(), 3));
    why = run.finish();
    for (const auto& one : run.all<event::closed_at_once>()) {
      closed.push_back(one.sequence);
      resets += one.was_reset ? 1 : 0;
      CHECK(one.after >= 0ns);
      CHECK(one.after <= close_watch);
    }
    // To be closed is no loss: the connection was made.
    CHECK(run.totals().received == 3);
    CHECK(run.totals().lost == 0);
    port = listener.port();
  }

  std::optional<failure> why;
  std::vector<std::uint64_t> closed;
  std::size_t resets = 0;
  std::uint16_t port = 0;
};

TEST_CASE("connection_pinger: a peer that closes every connection at once") {
  const ended_run run([](std::size_t, net_socket& client) { client.close(); });
  CHECK(run.closed == std::vector<std::uint64_t>{1, 2, 3});
  REQUIRE(run.why);
  CHECK(run.why->where == stage::greeting);
  CHECK(run.why->error == errc::closed_at_once);
  CHECK(run.why->host == "127.0.0.1");
  CHECK(run.why->address == "127.0.0.1");
  CHECK(run.why->port == run.port);
  CHECK(run.why->waited <= close_watch);
  CHECK(run.resets == 0);
}

TEST_CASE("connection_pinger: a peer that resets every connection at once") {
  const ended_run run([](std::size_t, net_socket& client) { client.reset(); });
  CHECK(run.closed == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(run.resets == 3);
  REQUIRE(run.why);
  CHECK(run.why->error == errc::reset_at_once);
}

TEST_CASE("connection_pinger: a peer that closes only the last, or all but the last") {
  const ended_run last([](std::size_t before, net_socket& client) {
    if (before == 2) client.close();
  });
  CHECK(last.closed == std::vector<std::uint64_t>{3});
  REQUIRE(last.why);
  CHECK(last.why->error == errc::closed_at_once);
  const ended_run first([](std::size_t before, net_socket& client) {
    if (before < 2) client.close();
  });
  CHECK(first.closed == std::vector<std::uint64_t>{1, 2});
  REQUIRE(first.why);
  CHECK(first.why->error == errc::closed_at_once);
}

TEST_CASE("connection_pinger: to be closed at once is a loss, if that is wanted") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t before, net_socket& client) {
    if (before == 1) client.close();
  });
  auto settings = connections_to(listener.port(), 3);
  settings.closed_is_lost = true;
  connecting_run run(loop, settings);
  const auto why = run.finish();
  REQUIRE(why);
  CHECK(why->error == errc::closed_at_once);
  CHECK(run.told() == std::vector<std::string>{"resolved", "connected", test::made(1),
                                               "connected",
                                               test::not_made(2, errc::closed_at_once),
                                               "connected", test::made(3)});
  CHECK(run.totals().received == 2);
  CHECK(run.totals().lost == 1);
  CHECK(run.totals().round_trips.count() == 2);
}

TEST_CASE("connection_pinger: a peer that speaks before it closes does not count") {
  const ended_run run([](std::size_t, net_socket& client) {
    test::say(client, "x");
    client.close();
  });
  CHECK(run.closed.empty());
  CHECK(!run.why);
}

TEST_CASE("connection_pinger: a peer that closes later than the watch does not count") {
  const ended_run run([](std::size_t, net_socket&) {});
  CHECK(run.closed.empty());
  CHECK(!run.why);
}

TEST_CASE("connection_pinger: through a proxy, a tunnel that is closed at once") {
  for (const std::string early : {"", "x"}) {
    CAPTURE(early);
    net_loop loop;
    test::net_listener listener(loop);
    auto settings = connections_to(1, 1);
    settings.dial = test::dial_through(listener);
    connecting_run run(loop, settings);
    auto client = listener.accept();
    (void)test::request_from(client);
    test::say(client, test::head_of("200 OK") + early);
    client.send_fin();
    const auto failed = run.finish();
    CHECK(run.count<event::closed_at_once>() == (early.empty() ? 1 : 0));
    REQUIRE(failed.has_value() == early.empty());
    if (!failed) continue;
    CHECK(failed->error == errc::closed_at_once);
    CHECK(failed->host == "target.example");
    CHECK(failed->address.empty());
    CHECK(!failed->proxy);
  }
}

TEST_CASE("connection_pinger: a tunnel that is reset at once") {
  net_loop loop;
  test::net_listener listener(loop);
  auto settings = connections_to(1, 1);
  settings.dial = test::dial_through(listener);
  connecting_run run(loop, settings);
  auto client = listener.accept();
  (void)test::request_from(client);
  test::say(client, test::head_of("200 OK"));
  run.until_told<event::connection_made>();
  client.reset();
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->error == errc::reset_at_once);
  CHECK(!failed->through.empty());
}

TEST_CASE("connection_pinger: without an end it is not closed again and again at once") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t, net_socket& client) { client.close(); });
  auto settings = connections_to(listener.port());
  settings.count.reset();
  const auto began = net_loop::clock::now();
  connecting_run run(loop, settings);
  run.until_told<event::closed_at_once>(2);
  CHECK(net_loop::clock::now() - began >= 1s);
}

TEST_CASE("connection_pinger: stop in a watch that is not over changes nothing") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t before, net_socket& client) {
    if (before == 0) client.close();
  });
  connecting_run run(loop, connections_to(listener.port(), 3));
  run.until_told<event::connection_made>(2);
  run.stop();
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->error == errc::closed_at_once);
}

TEST_CASE("connection_pinger: stop in the callback of closed_at_once") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t, net_socket& client) { client.close(); });
  auto settings = connections_to(listener.port());
  settings.count.reset();
  connecting_run run(loop, settings);
  run.stop_at<event::closed_at_once>();
  const auto failed = run.finish();
  REQUIRE(failed);
  CHECK(failed->error == errc::closed_at_once);
  CHECK(run.told_after_stop() == 0);
  CHECK(run.totals().transmitted == 1);
}

TEST_CASE("connection_pinger: the address of a peer that closes at once is the dialled") {
  // Although a later ping's failure has made the pinger forget it.
  net_loop loop;
  test::net_listener listener(loop);
  auto settings = connections_to(listener.port(), 2);
  settings.interval = 20ms;
  connecting_run run(loop, settings);
  auto first = listener.accept();
  listener.close();
  run.until_told<event::connection_failed>();
  first.close();
  const auto failed = run.finish();
  if (!failed) return;  // the machine slept for longer than the watch
  CHECK(failed->error == errc::closed_at_once);
  CHECK(failed->address == "127.0.0.1");
}

}  // namespace
}  // namespace tmss10
