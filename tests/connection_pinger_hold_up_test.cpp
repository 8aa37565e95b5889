// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hold_up_process.hpp"
#include "support/net_accept_all.hpp"
#include "support/net_connecting.hpp"
#include <tmss10/net/ping/connection_pinger.hpp>

#include <chrono>
#include <cstddef>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::accept_all;
using test::connecting_run;
using test::connections_to;
using test::hold_up_process;
using test::net_loop;
using test::net_socket;

void keep(std::size_t /*before*/, net_socket& /*client*/) {}

TEST_CASE("connection_pinger: what connected while it was held up has no time") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port(), 1);
  settings.dial.timeout = 100ms;
  connecting_run run(loop, settings);
  run.until_told<event::connecting>();
  hold_up_process(500ms);
  CHECK(!run.finish());
  CHECK(run.totals().received == 1);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().noticed_late == 1);
  CHECK(run.totals().round_trips.count() == 0);
  CHECK(run.all<event::connection_made>().at(0).noticed_late);
}

TEST_CASE("connection_pinger: the same of a later one, and slots that went by") {
  net_loop loop;
  accept_all listener(loop, keep);
  auto settings = connections_to(listener.port());
  settings.count.reset();
  settings.interval = 20ms;
  settings.dial.timeout = 100ms;
  connecting_run run(loop, settings);
  run.until_told<event::connection_made>(2);
  const auto begun = run.count<event::connecting>();
  run.until_told<event::connecting>(begun + 1);
  const auto made = run.count<event::connection_made>();
  hold_up_process(500ms);
  run.until_told<event::connection_made>(made + 2);
  CHECK(run.totals().lost == 0);
  CHECK(run.totals().noticed_late == 1);
  CHECK(run.all<event::connection_made>().at(made).noticed_late);
  CHECK(run.totals().held_up >= 500 / 20 - 3);
  CHECK(run.totals().round_trips.max() < 500ms);
}

TEST_CASE("connection_pinger: a close in a hold-up is none at once: nobody knows when") {
  net_loop loop;
  accept_all listener(loop, keep);
  connecting_run run(loop, connections_to(listener.port(), 1));
  run.until_told<event::connection_made>();
  loop.until([&listener] { return !listener.accepted().empty(); });
  listener.accepted().front().close();
  hold_up_process(500ms);
  CHECK(!run.finish());
  CHECK(run.count<event::closed_at_once>() == 0);
}

}  // namespace
}  // namespace tmss10
