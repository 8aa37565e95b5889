// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/hold_up.hpp>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr hold_up::time_point start{100h};

TEST_CASE("hold_up: a wake-up is too late only beyond what a busy machine does") {
  CHECK(!is_held_up(start, start - 1s));
  CHECK(!is_held_up(start, start));
  CHECK(!is_held_up(start, start + most_lateness));
  CHECK(is_held_up(start, start + most_lateness + 1ns));
}

TEST_CASE("hold_up_watch: a program that wakes up at its beats is not held up") {
  hold_up_watch watch(start);
  for (int i = 0; i < 1000; ++i) {
    const auto beat = watch.next_beat();
    CHECK(!watch.look(beat + 10ms));
    CHECK(watch.next_beat() == beat + 10ms + hold_up_watch::beat);
  }
  CHECK(watch.total() == 0ns);
}

TEST_CASE("hold_up_watch: what else wakes it up moves no beat, and is no hold-up") {
  hold_up_watch watch(start);
  for (auto at = start; at < start + hold_up_watch::beat; at += 1ms)
    CHECK(!watch.look(at));
  CHECK(watch.next_beat() == start + hold_up_watch::beat);
}

TEST_CASE("hold_up_watch: a hold-up is from when it was last seen to run until now") {
  hold_up_watch watch(start);
  CHECK(!watch.look(start + 30ms));
  const auto found = watch.look(start + 4s);
  REQUIRE(found);
  CHECK(found->from == start + 30ms);
  CHECK(found->to == start + 4s);
  CHECK(found->length() == 3970ms);
  CHECK(watch.total() == 3970ms);
  CHECK(watch.next_beat() == start + 4s + hold_up_watch::beat);
}

TEST_CASE("hold_up_watch: it is found once, by whoever looks first, not only at a beat") {
  hold_up_watch watch(start);
  CHECK(watch.look(start + 4s));
  CHECK(!watch.look(start + 4s));
  CHECK(!watch.look(start + 4s + 1ms));
}

TEST_CASE("hold_up_watch: what is late is judged by the beat that was expected") {
  hold_up_watch early(start);
  early.expect_beat(start + 10ms);
  CHECK(early.next_beat() == start + 10ms);
  CHECK(early.look(start + 10ms + most_lateness + 1ns));
  hold_up_watch late(start);
  late.expect_beat(start + 1s);
  CHECK(!late.look(start + 1s + most_lateness));
  CHECK(late.next_beat() == start + 1s + most_lateness + hold_up_watch::beat);
}

TEST_CASE("hold_up_watch: several add up") {
  hold_up_watch watch(start);
  REQUIRE(watch.look(start + 1s));
  CHECK(!watch.look(start + 1s + 50ms));
  REQUIRE(watch.look(start + 3s));
  CHECK(watch.total() == 1s + 1950ms);
}

TEST_CASE(
    "hold_up_watch: from most_lateness and a beat on each is found, wherever it began") {
  for (auto ran = 0ms; ran < hold_up_watch::beat; ran += 7ms) {
    hold_up_watch shorter(start);
    CHECK(!shorter.look(start + ran));
    CHECK(!shorter.look(start + ran + most_lateness));
    hold_up_watch longer(start);
    CHECK(!longer.look(start + ran));
    CHECK(longer.look(start + ran + most_lateness + hold_up_watch::beat + 1ns));
  }
}

TEST_CASE("hold_up_watch: a time before the last one is no news") {
  hold_up_watch watch(start);
  REQUIRE(watch.look(start + 4s));
  CHECK(!watch.look(start + 2s));
  const auto found = watch.look(start + 6s);
  REQUIRE(found);
  CHECK(found->from == start + 4s);
}

}  // namespace
}  // namespace tmss10
