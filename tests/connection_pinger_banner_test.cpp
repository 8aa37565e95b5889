// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_connecting.hpp"
#include "support/net_proxy.hpp"
#include "support/net_socket.hpp"
#include <tmss10/net/ping/connection_pinger.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::accept_all;
using test::bytes_of;
using test::connecting_run;
using test::connections_to;
using test::net_loop;
using test::net_socket;

const std::string ssh = "SSH-2.0-OpenSSH_9.2p1\r\n";

/// What is heard of a peer that says that at once; for as long as it is watched.
std::vector<event::banner> banners_of(const std::string& said, std::uint64_t count = 1) {
  net_loop loop;
  accept_all listener(loop, [&said](std::size_t, net_socket& client) {
    if (!said.empty()) test::say(client, said);
  });
  connecting_run run(loop, connections_to(listener.port(), count));
  CHECK(!run.finish());
  CHECK(run.totals().received == count);
  CHECK(run.count<event::closed_at_once>() == 0);
  return run.all<event::banner>();
}

TEST_CASE("connection_pinger: what a peer says first is told of each connection") {
  const auto told = banners_of(ssh, 2);
  REQUIRE(told.size() == 2);
  CHECK(told[0].sequence == 1);
  CHECK(told[0].first_bytes == bytes_of(ssh));
  CHECK(told[0].through.empty());
  CHECK(told[1].sequence == 2);
}

TEST_CASE("connection_pinger: a banner without a line end is told as well") {
  const auto told = banners_of("?");
  REQUIRE(told.size() == 1);
  CHECK(told[0].first_bytes == bytes_of("?"));
}

TEST_CASE("connection_pinger: a silent peer has no banner") {
  CHECK(banners_of("").empty());
}

TEST_CASE("connection_pinger: no more of a banner is kept than can be shown") {
  const auto told = banners_of(std::string(4000, 'x'));
  REQUIRE(told.size() == 1);
  CHECK(told[0].first_bytes == bytes_of(std::string(event::banner::most_bytes, 'x')));
}

TEST_CASE("connection_pinger: a banner in parts is put together") {
  net_loop loop;
  test::net_listener listener(loop);
  connecting_run run(loop, connections_to(listener.port(), 1));
  auto peer = listener.accept();
  test::say(peer, "SSH-2.0-");
  run.until_told<event::connection_made>();
  test::say(peer, "x\n");
  CHECK(!run.finish());
  const auto told = run.all<event::banner>();
  REQUIRE(told.size() == 1);
  CHECK(told[0].first_bytes == bytes_of("SSH-2.0-x\n"));
}

TEST_CASE("connection_pinger: a peer that speaks and closes has a banner, and no close") {
  net_loop loop;
  accept_all listener(loop, [](std::size_t, net_socket& client) {
    test::say(client, "554 no");
    client.close();
  });
  connecting_run run(loop, connections_to(listener.port(), 1));
  CHECK(!run.finish());
  CHECK(run.count<event::banner>() == 1);
  CHECK(run.count<event::closed_at_once>() == 0);
}

TEST_CASE("connection_pinger: bytes that come with a proxy's reply are a banner") {
  net_loop loop;
  test::net_listener listener(loop);
  auto settings = connections_to(1, 1);
  settings.dial = test::dial_through(listener);
  connecting_run run(loop, settings);
  auto client = listener.accept();
  (void)test::request_from(client);
  test::say(client, test::head_of("200 OK") + ssh);
  CHECK(!run.finish());
  const auto told = run.all<event::banner>();
  REQUIRE(told.size() == 1);
  CHECK(told[0].first_bytes == bytes_of(ssh));
  CHECK(told[0].through == "127.0.0.1:" + std::to_string(listener.port()));
}

TEST_CASE("connection_pinger: stop in the callback of a banner") {
  net_loop loop;
  accept_all listener(loop,
                      [](std::size_t, net_socket& client) { test::say(client, ssh); });
  connecting_run run(loop, connections_to(listener.port(), 3));
  run.stop_at<event::banner>();
  CHECK(!run.finish());
  CHECK(run.told_after_stop() == 0);
  CHECK(run.totals().transmitted == 1);
}

}  // namespace
}  // namespace tmss10
