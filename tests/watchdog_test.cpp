// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hold_up_process.hpp"
#include "support/net_loop.hpp"
#include <tmss10/core/run/hold_up.hpp>
#include <tmss10/net/watchdog.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using test::net_loop;

TEST_CASE("watchdog: barks once, no earlier than its limit") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  const auto began = clock::now();
  limit.arm(20ms, [&barks] { ++barks; });
  CHECK(!limit.expired());
  loop.until([&barks] { return barks > 0; });
  CHECK(clock::now() - began >= 20ms);
  CHECK(limit.expired());
  loop.run_for(60ms);
  CHECK(barks == 1);
}

TEST_CASE("watchdog: a limit of zero barks at once, but not before arm() returns") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(0ms, [&barks] { ++barks; });
  CHECK(barks == 0);
  loop.until([&barks] { return barks > 0; });
  CHECK(limit.expired());
}

TEST_CASE("watchdog: to arm it again replaces the limit and the action") {
  net_loop loop;
  watchdog limit(loop.executor());
  int first = 0;
  int second = 0;
  limit.arm(10ms, [&first] { ++first; });
  const auto began = clock::now();
  limit.arm(40ms, [&second] { ++second; });
  loop.until([&second] { return second > 0; });
  CHECK(clock::now() - began >= 40ms);
  CHECK(first == 0);
}

TEST_CASE("watchdog: an earlier limit than the running one barks in time") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(1h, [] {});
  limit.arm(20ms, [&barks] { ++barks; });
  loop.until([&barks] { return barks > 0; });
  loop.run_for(40ms);
  CHECK(barks == 1);
}

TEST_CASE("watchdog: an earlier limit after a disarmed later one barks in time") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(1h, [] {});
  limit.disarm();
  limit.arm(20ms, [&barks] { ++barks; });
  loop.until([&barks] { return barks > 0; });
}

TEST_CASE("watchdog: extend counts anew from now, to later and to earlier") {
  net_loop loop;
  watchdog limit(loop.executor());
  std::optional<clock::time_point> barked;
  limit.arm(20ms, [&barked] { barked = clock::now(); });
  auto began = clock::now();
  limit.extend(60ms);
  loop.until([&barked] { return barked.has_value(); });
  CHECK(*barked - began >= 60ms);

  barked.reset();
  began = clock::now();
  limit.arm(1h, [&barked] { barked = clock::now(); });
  limit.extend(20ms);
  loop.until([&barked] { return barked.has_value(); });
  CHECK(*barked - began >= 20ms);
}

TEST_CASE("watchdog: extended again and again, it barks only after the last limit") {
  net_loop loop;
  watchdog limit(loop.executor());
  std::optional<clock::time_point> barked;
  clock::time_point last;
  limit.arm(200ms, [&barked] { barked = clock::now(); });
  for (int i = 0; i < 10; ++i) {
    loop.run_for(10ms);
    if (barked) return;  // the machine slept for longer than the limit
    last = clock::now();
    limit.extend(200ms);
  }
  loop.until([&barked] { return barked.has_value(); });
  CHECK(*barked - last >= 200ms);
}

TEST_CASE("watchdog: extend does nothing to one that is not armed") {
  net_loop loop;
  watchdog limit(loop.executor());
  limit.extend(1ms);
  int barks = 0;
  limit.arm(1ms, [&barks] { ++barks; });
  loop.until([&barks] { return barks > 0; });
  limit.extend(1ms);
  loop.run_for(20ms);
  CHECK(barks == 1);
  CHECK(limit.expired());
}

TEST_CASE("watchdog: disarmed, it does nothing, and it has not expired") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(5ms, [&barks] { ++barks; });
  limit.disarm();
  loop.run_for(30ms);
  CHECK(barks == 0);
  CHECK(!limit.expired());
  limit.trip();
  CHECK(barks == 0);
  CHECK(!limit.expired());
}

TEST_CASE("watchdog: trip barks at once, and the limit does not bark again") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.trip();
  limit.arm(10ms, [&barks] { ++barks; });
  limit.trip();
  CHECK(barks == 1);
  CHECK(limit.tripped());
  CHECK(!limit.expired());
  limit.trip();
  loop.run_for(40ms);
  CHECK(barks == 1);
}

TEST_CASE("watchdog: armed anew, it is neither expired nor tripped") {
  net_loop loop;
  watchdog limit(loop.executor());
  limit.arm(1h, [] {});
  limit.trip();
  CHECK(limit.tripped());
  limit.arm(0s, [] {});
  CHECK(!limit.tripped());
  loop.run_for(20ms);
  CHECK(limit.expired());
  limit.arm(1h, [] {});
  CHECK(!limit.expired());
}

TEST_CASE("watchdog: its action may arm it") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(1ms, [&barks, &limit] {
    ++barks;
    limit.arm(1ms, [&barks] { ++barks; });
  });
  loop.until([&barks] { return barks == 2; });
}

TEST_CASE("watchdog: destroyed, it does nothing") {
  net_loop loop;
  int barks = 0;
  {
    watchdog limit(loop.executor());
    limit.arm(1ms, [&barks] { ++barks; });
  }
  loop.run_for(30ms);
  CHECK(barks == 0);
}

TEST_CASE("watchdog: its action may destroy it") {
  net_loop loop;
  bool barked = false;
  auto limit = std::make_unique<watchdog>(loop.executor());
  limit->arm(1ms, [&limit, &barked] {
    limit.reset();
    barked = true;
  });
  loop.until([&barked] { return barked; });
}

TEST_CASE("watchdog: after a hold-up it barks no earlier than a fresh look later") {
  net_loop loop;
  watchdog limit(loop.executor());
  std::optional<clock::time_point> barked;
  limit.arm(20ms, [&barked] { barked = clock::now(); });
  test::hold_up_process(500ms);
  const auto went_on = clock::now();
  loop.until([&barked] { return barked.has_value(); });
  CHECK(*barked - went_on >= fresh_look);
  CHECK(limit.expired());
}

TEST_CASE("watchdog: what has come in a hold-up disarms it") {
  net_loop loop;
  watchdog limit(loop.executor());
  int barks = 0;
  limit.arm(20ms, [&barks] { ++barks; });
  test::hold_up_process(500ms);
  loop.run_ready();
  CHECK(barks == 0);
  limit.disarm();
  loop.run_ready();
  CHECK(barks == 0);
  CHECK(!limit.expired());
}

}  // namespace
}  // namespace tmss10
