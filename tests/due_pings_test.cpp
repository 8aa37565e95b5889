// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/net/ping/due_pings.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

const clock::time_point start{1000s};

/// Pings that are due each second, and what is told of them.
struct told_pings {
  explicit told_pings(std::optional<std::uint64_t> count = {},
                      clock::duration interval = 1s)
      : subject{.count = count,
                .schedule = ping_schedule(interval, start),
                .events = event_feed([this](const ping_event& happened) {
                  unsent.push_back(std::get<event::unsent>(happened));
                  on_unsent();
                })} {}

  std::vector<event::unsent> unsent;
  std::function<void()> on_unsent = [] {};
  due_pings subject;
};

TEST_CASE("due_pings: each that could not be sent is told with its number and its time") {
  told_pings run;
  run.subject.give_up(start + 2500ms, errc::closed_by_peer);
  REQUIRE(run.unsent.size() == 3);
  for (std::uint64_t i = 0; i < 3; ++i) {
    CHECK(run.unsent[i].sequence == i + 1);
    CHECK(run.unsent[i].overdue == 2500ms - i * 1s);
    CHECK(run.unsent[i].reason == errc::closed_by_peer);
  }
  CHECK(run.subject.totals().unsent == 3);
  CHECK(run.subject.next_sequence() == 4);
  CHECK(!run.subject.left());
}

TEST_CASE("due_pings: the last one that is due may still be sent") {
  told_pings run;
  run.subject.give_up_but_last(start + 2500ms, errc::busy);
  CHECK(run.unsent.size() == 2);
  CHECK(run.subject.schedule.is_due(start + 2500ms));
}

TEST_CASE("due_pings: no more are due than were asked for") {
  told_pings run(4);
  run.subject.give_up_but_last(start + 9s, errc::busy);
  CHECK(run.unsent.size() == 3);
  CHECK(run.subject.left() == 1U);
  run.subject.give_up(start + 9s, errc::busy);
  CHECK(run.unsent.size() == 4);
  CHECK(run.subject.all_were_due());
  run.subject.give_up(start + 20s, errc::busy);
  CHECK(run.unsent.size() == 4);
}

TEST_CASE("due_pings: without an interval an attempt that fails is one") {
  told_pings run({}, 0s);
  run.subject.give_up(start + 9s, errc::busy);
  run.subject.give_up_but_last(start + 9s, errc::busy);
  REQUIRE(run.unsent.size() == 1);
  CHECK(run.unsent[0].overdue == 0s);
}

TEST_CASE("due_pings: who stops the run at one of them hears of no more") {
  told_pings run;
  run.on_unsent = [&run] { run.subject.is_over = run.unsent.size() == 2; };
  run.subject.give_up(start + 9s, errc::busy);
  CHECK(run.unsent.size() == 2);
}

TEST_CASE("due_pings: of a run that is over already all are told") {
  told_pings run;
  run.subject.is_over = true;
  run.subject.give_up(start + 2s, errc::busy);
  CHECK(run.unsent.size() == 3);
}

TEST_CASE("due_pings: slots that went by in a hold-up are none") {
  told_pings run;
  run.subject.held_up({start + 1500ms, start + 7500ms});
  CHECK(run.subject.totals().held_up == 6);
  CHECK(run.subject.totals().due() == 0);
}

}  // namespace
}  // namespace tmss10
