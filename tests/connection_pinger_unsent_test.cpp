// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_connecting.hpp"
#include "support/net_socket.hpp"

#include <chrono>
#include <cstdint>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::connecting_run;
using test::connections_to;
using test::net_listener;
using test::net_loop;

/// Connections without an end, 20 ms apart.
connection_pinger_settings connections_for_ever_to(std::uint16_t port) {
  auto out = connections_to(port);
  out.count.reset();
  out.interval = 20ms;
  return out;
}

TEST_CASE("connection_pinger: before the first connection slots are pings not sent") {
  net_loop loop;
  auto listener = net_listener::deaf(loop);
  connecting_run run(loop, connections_for_ever_to(listener.port()));
  run.until_told<event::not_connected>(3);
  CHECK(run.totals().unsent >= 3);
  CHECK(run.totals().loss_percent() == 100);
  listener.listen();
  run.until_told<event::connection_made>();
  CHECK(run.totals().outage.count() == 1);
  std::uint64_t next = 1;
  for (const auto& one : run.all<event::unsent>())
    CHECK(one.sequence == next++);
  CHECK(run.all<event::connection_made>().at(0).sequence == next);
}

TEST_CASE("connection_pinger: a deadline before the first connection leaves all unsent") {
  net_loop loop;
  const auto port = test::closed_port(loop);
  auto settings = connections_for_ever_to(port);
  settings.deadline = 200ms;
  connecting_run run(loop, settings);
  CHECK(run.finish());
  CHECK(run.totals().unsent >= 5);
  CHECK(run.totals().unsent <= 11);
  CHECK(run.totals().transmitted == 0);
}

TEST_CASE("connection_pinger: a run that a fault of this machine ends missed no ping") {
  net_loop loop;
  auto settings = connections_for_ever_to(1);
  settings.dial.from.address = "::1";
  connecting_run run(loop, settings);
  CHECK(run.finish());
  CHECK(run.totals().unsent == 0);
}

}  // namespace
}  // namespace tmss10
