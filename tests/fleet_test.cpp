// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_fleet.hpp"
#include <tmss10/core/base/errc.hpp>

#include <asio/post.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::establish;
using test::net_loop;
using test::scripted_fleet;
using test::scripted_pinging;
using test::without_limits;

std::vector<std::size_t> numbers_to(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  return out;
}

/// The numbers of a fleet's targets: not begun, running, connecting, ended.
std::vector<std::size_t> counts_of(scripted_fleet& of) {
  const auto now = of.subject().counts();
  return {now.not_begun, now.running, now.connecting, now.ended};
}

TEST_CASE("fleet: without targets it ends at once") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 0);
  all.finish();
  CHECK(all.begun().empty());
  CHECK(counts_of(all) == std::vector<std::size_t>{0, 0, 0, 0});
}

TEST_CASE("fleet: one target is begun, heard and ended") {
  net_loop loop;
  scripted_fleet all(loop, fleet_settings(), 1);
  CHECK(counts_of(all) == std::vector<std::size_t>{1, 0, 0, 0});
  all.start();
  all.until_begun(1);
  CHECK(counts_of(all) == std::vector<std::size_t>{0, 1, 1, 0});
  all.at(0).tell(event::reply{7});
  REQUIRE(all.events().size() == 1);
  CHECK(std::get<event::reply>(all.events()[0]).sequence == 7);
  failure why;
  why.error = errc::timed_out;
  all.at(0).finish(why);
  all.finish();
  CHECK(counts_of(all) == std::vector<std::size_t>{0, 0, 0, 1});
  CHECK(all.failures().at(0) == errc::timed_out);
  CHECK(all.subject().find(0) == nullptr);
}

TEST_CASE("fleet: targets are begun in the order of their numbers") {
  net_loop loop;
  scripted_fleet all(loop, fleet_settings(), 60);
  all.at_begin = test::end_at_once;
  all.finish();
  CHECK(all.begun() == numbers_to(60));
  CHECK(all.ended() == numbers_to(60));
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: ten thousand that end at once leave nothing behind") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 10000);
  all.at_begin = test::end_at_once;
  all.finish();
  CHECK(all.ended().size() == 10000);
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: pings go when they have ended, and not before") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 3);
  all.at_end = [&all](std::size_t /*target*/) { CHECK(all.alive() == 3); };
  all.start();
  all.until_begun(3);
  all.at(1).finish();
  all.until_ended(1);
  CHECK(all.alive() == 2);
  CHECK(all.subject().find(1) == nullptr);
  CHECK(all.subject().find(2) == &all.at(2));
  CHECK(all.subject().find(3) == nullptr);
  all.at_end = nullptr;
}

TEST_CASE("fleet: what is not due is not begun") {
  for (const bool by_rate : {true, false}) {
    CAPTURE(by_rate);
    net_loop loop;
    auto settings = without_limits();
    if (by_rate) {
      settings.rate = 1.0 / 3600;
    } else {
      settings.spread = 2h;
    }
    scripted_fleet all(loop, settings, 2);
    all.at_begin = test::end_at_once;
    all.start();
    all.until_ended(1);
    all.go_on();
    CHECK(counts_of(all) == std::vector<std::size_t>{1, 0, 0, 1});
  }
}

TEST_CASE("fleet: a hold-up is followed by a small batch") {
  net_loop loop;
  auto settings = without_limits();
  settings.rate = 100;
  scripted_fleet all(loop, settings, 100);
  std::size_t at_once = 0;
  std::size_t most = 0;
  all.at_begin = [&](scripted_pinging&) {
    // Nothing else runs between the first of a batch and its last.
    if (++at_once == 1) asio::post(loop.executor(), [&at_once] { at_once = 0; });
    most = std::max(most, at_once);
  };
  all.start();
  all.until_begun(1);
  std::this_thread::sleep_for(200ms);  // 20 are due meanwhile
  all.until_begun(4);
  CHECK(most <= 3);
}

TEST_CASE("fleet: no more than the limit are being connected") {
  net_loop loop;
  auto settings = without_limits();
  settings.at_once = 3;
  scripted_fleet all(loop, settings, 10);
  all.start();
  all.until_begun(3);
  all.go_on();
  CHECK(counts_of(all) == std::vector<std::size_t>{7, 3, 3, 0});
  all.at(1).tell(event::connecting{});
  all.at(1).tell(event::connected{});
  all.go_on();
  CHECK(all.begun().size() == 3);

  SECTION("a session makes room") {
    all.at(1).tell(event::established{});
  }
  SECTION("so does a connection") {
    all.at(1).tell(event::connection_made{1});
  }
  SECTION("so does a failure, although the run goes on") {
    all.at(1).tell(event::not_connected{});
  }
  all.until_begun(4);
  CHECK(counts_of(all) == std::vector<std::size_t>{6, 4, 3, 0});
  // Only the first decision counts.
  all.at(1).tell(event::not_connected{});
  all.at(1).tell(event::established{});
  all.go_on();
  CHECK(counts_of(all) == std::vector<std::size_t>{6, 4, 3, 0});
}

TEST_CASE(
    "fleet: the end of a run makes room, before its connection is decided or after") {
  net_loop loop;
  auto settings = without_limits();
  settings.at_once = 2;
  scripted_fleet all(loop, settings, 4);
  all.start();
  all.until_begun(2);
  all.at(0).finish();
  all.until_begun(3);
  CHECK(counts_of(all) == std::vector<std::size_t>{1, 2, 2, 1});
  all.at(1).tell(event::established{});
  all.until_begun(4);
  all.at(1).finish();
  all.until_ended(2);
  CHECK(counts_of(all) == std::vector<std::size_t>{0, 2, 2, 2});
}

TEST_CASE("fleet: no more than the limit run") {
  net_loop loop;
  auto settings = without_limits();
  settings.most_running = 4;
  scripted_fleet all(loop, settings, 50);
  all.at_begin = establish;
  all.start();
  all.until_begun(4);
  all.go_on();
  CHECK(counts_of(all) == std::vector<std::size_t>{46, 4, 0, 0});
  all.at(2).finish();
  all.until_begun(5);
  CHECK(counts_of(all) == std::vector<std::size_t>{45, 4, 0, 1});
  all.at_begin = [](scripted_pinging& one) {
    establish(one);
    one.finish();
  };
  for (const std::size_t target : {0, 1, 3, 4})
    all.at(target).finish();
  all.finish();
  CHECK(all.begun() == numbers_to(50));
  CHECK(all.most().running == 4);
}

TEST_CASE("fleet: with a limit of one, one ends before the next begins") {
  net_loop loop;
  auto settings = without_limits();
  settings.most_running = 1;
  scripted_fleet all(loop, settings, 20);
  all.at_begin = test::end_at_once;
  all.finish();
  CHECK(all.ended() == numbers_to(20));
  CHECK(all.most().running == 1);
}

TEST_CASE("fleet: settings that let nothing begin are refused") {
  net_loop loop;
  const auto refused = [&loop](const fleet_settings& settings) {
    CHECK_THROWS_AS(scripted_fleet(loop, settings, 1), std::invalid_argument);
  };
  for (const double rate : {0.0, -1.0, std::nan("")}) {
    auto settings = without_limits();
    settings.rate = rate;
    refused(settings);
  }
  auto settings = without_limits();
  settings.at_once = 0;
  refused(settings);
  settings = without_limits();
  settings.most_running = 0;
  refused(settings);
}

}  // namespace
}  // namespace tmss10
