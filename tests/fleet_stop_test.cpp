// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/net_fleet.hpp"
#include <tmss10/core/base/errc.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::establish;
using test::net_loop;
using test::scripted_fleet;
using test::scripted_pinging;
using test::without_limits;

struct planted : std::runtime_error {
  using runtime_error::runtime_error;
};

std::exception_ptr planted_error() {
  return std::make_exception_ptr(planted("planted"));
}

/// Settings with which four of ten targets are begun.
fleet_settings four_at_once() {
  auto out = without_limits();
  out.at_once = 4;
  return out;
}

TEST_CASE("fleet: stop ends what runs, and begins no more") {
  net_loop loop;
  scripted_fleet all(loop, four_at_once(), 10);
  all.start();
  all.until_begun(4);
  all.subject().stop();
  all.subject().stop();
  all.finish();
  CHECK(all.ended() == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(all.subject().begun() == 4);
  CHECK(all.subject().counts().not_begun == 6);
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: stopped before it runs, it begins nothing") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 10);
  all.subject().stop();
  all.finish();
  CHECK(all.subject().begun() == 0);
}

TEST_CASE("fleet: stop does not wait for the next begin") {
  net_loop loop;
  auto settings = without_limits();
  settings.rate = 1.0 / 3600;
  scripted_fleet all(loop, settings, 2);
  all.at_begin = test::end_at_once;
  all.start();
  all.until_ended(1);
  all.go_on();
  all.subject().stop();
  all.finish();
  CHECK(all.subject().begun() == 1);
}

TEST_CASE("fleet: one target can be stopped") {
  net_loop loop;
  scripted_fleet all(loop, four_at_once(), 10);
  all.start();
  all.until_begun(4);
  all.subject().stop(2);
  CHECK(all.at(2).stops() == 1);
  all.subject().stop(2);
  CHECK(all.at(2).stops() == 1);
  all.until_begun(5);
  CHECK(all.ended() == std::vector<std::size_t>{2});
  // One that has ended, one that was not begun, and one that there is not.
  for (const std::size_t target : {2, 9, 10})
    all.subject().stop(target);
  all.go_on();
  CHECK(all.ended().size() == 1);
}

TEST_CASE("fleet: a listener may stop all, at any event") {
  for (const bool at_begin : {true, false}) {
    CAPTURE(at_begin);
    net_loop loop;
    scripted_fleet all(loop, four_at_once(), 10);
    if (at_begin) all.at_begin = establish;
    all.at_event = [&all](const ping_event& happened) {
      if (happened.target == 2) all.subject().stop();
    };
    all.start();
    if (!at_begin) {
      all.until_begun(4);
      all.at(2).tell(event::established{});
    }
    all.finish();
    // While it begins, the one that is being begun is the last.
    CHECK(all.ended().size() == (at_begin ? 3 : 4));
    CHECK(all.alive() == 0);
  }
}

TEST_CASE("fleet: a listener may stop its target, or another one") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 3);
  all.at_event = [&all](const ping_event& happened) {
    all.subject().stop(happened.target);
    all.subject().stop(0);
  };
  all.at_begin = [](scripted_pinging& one) {
    if (one.target() == 2) establish(one);
  };
  all.start();
  all.until_ended(2);
  CHECK(all.subject().find(1) == &all.at(1));
  all.at(1).tell(event::established{});
  all.finish();
}

TEST_CASE("fleet: at the end of a target, all or another one may be stopped") {
  for (const bool of_all : {true, false}) {
    CAPTURE(of_all);
    net_loop loop;
    scripted_fleet all(loop, four_at_once(), 10);
    all.at_end = [&](std::size_t target) {
      all.subject().stop(target);  // has ended: nothing happens
      if (of_all) {
        all.subject().stop();
      } else {
        all.subject().stop(3);
      }
    };
    all.start();
    all.until_begun(4);
    all.at(1).finish();
    if (of_all) {
      all.finish();
      CHECK(all.ended().size() == 4);
    } else {
      all.until_ended(2);
      CHECK(all.ended() == std::vector<std::size_t>{1, 3});
      all.at_end = nullptr;
    }
  }
}

TEST_CASE("fleet: what is told while it stops is heard, and stops nobody twice") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 3);
  all.at_stop = [](scripted_pinging& one) {
    one.tell(event::unsent{1, errc::timed_out});
    CHECK(one.stops() == 1);
  };
  all.at_event = [&all](const ping_event& /*happened*/) {
    all.subject().stop(2);
    all.subject().stop();
  };
  all.start();
  all.until_begun(3);
  all.subject().stop();
  CHECK(all.events().size() == 3);
  all.finish();
  CHECK(all.ended().size() == 3);
}

TEST_CASE("fleet: whoever makes the pings may stop it") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 10);
  all.at_make = [&all](std::size_t target) {
    if (target == 2) all.subject().stop();
  };
  all.finish();
  CHECK(all.subject().begun() == 2);
  CHECK(all.begun() == std::vector<std::size_t>{0, 1});
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: what a listener throws ends all of it and comes out of run()") {
  for (const bool at_begin : {true, false}) {
    CAPTURE(at_begin);
    net_loop loop;
    scripted_fleet all(loop, four_at_once(), 10);
    all.at_event = [](const ping_event& happened) {
      if (happened.target == 2) throw planted("by a listener");
    };
    if (at_begin) all.at_begin = establish;
    all.start();
    if (!at_begin) {
      all.until_begun(4);
      CHECK_NOTHROW(all.at(2).tell(event::established{}));
      CHECK_NOTHROW(all.at(2).tell(event::established{}));
      CHECK_NOTHROW(all.at(1).tell(event::established{}));
      CHECK(all.events().size() == 1);
    }
    CHECK_THROWS_AS(all.finish(), planted);
    CHECK(all.ended().empty());  // nobody is called any more
    CHECK(all.subject().counts().running == 0);
    CHECK(all.alive() == 0);
  }
}

TEST_CASE("fleet: so does what is thrown at the end of a target") {
  net_loop loop;
  scripted_fleet all(loop, four_at_once(), 10);
  all.at_end = [](std::size_t /*target*/) { throw planted("at the end"); };
  all.start();
  all.until_begun(4);
  all.at(1).finish();
  CHECK_THROWS_AS(all.finish(), planted);
  CHECK(all.ended().size() == 1);
  CHECK(all.subject().begun() == 4);
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: so does what pings throw, without an end being told") {
  for (const bool at_begin : {true, false}) {
    CAPTURE(at_begin);
    net_loop loop;
    scripted_fleet all(loop, four_at_once(), 10);
    if (at_begin) {
      all.at_begin = [](scripted_pinging& one) {
        if (one.target() == 2) throw planted("by pings");
      };
    }
    all.start();
    all.until_begun(3);
    if (!at_begin) all.at(2).break_off(planted_error());
    CHECK_THROWS_AS(all.finish(), planted);
    CHECK(all.ended().empty());
    CHECK(all.alive() == 0);
  }
}

TEST_CASE("fleet: so does what is thrown in place of pings") {
  net_loop loop;
  scripted_fleet all(loop, without_limits(), 10);
  all.at_make = [](std::size_t target) {
    if (target == 3) throw planted("in place of pings");
  };
  CHECK_THROWS_AS(all.finish(), planted);
  CHECK(all.subject().begun() == 3);
  CHECK(all.alive() == 0);
}

TEST_CASE("fleet: of several exceptions, the first one counts") {
  net_loop loop;
  scripted_fleet all(loop, four_at_once(), 10);
  all.at_stop = [](scripted_pinging& one) { one.tell(event::unsent{}); };
  all.at_event = [](const ping_event& happened) {
    throw std::out_of_range(std::to_string(happened.target));
  };
  all.start();
  all.until_begun(4);
  all.at(3).break_off(planted_error());
  all.at(1).tell(event::established{});
  CHECK_THROWS_AS(all.finish(), std::out_of_range);
  CHECK(all.alive() == 0);
}

}  // namespace
}  // namespace tmss10
