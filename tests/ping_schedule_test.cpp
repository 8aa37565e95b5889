// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/ping_schedule.hpp>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
const ping_schedule::time_point start{1000s};

TEST_CASE("ping_schedule: slots keep their beat when a ping goes late") {
  ping_schedule slots(1s, start);
  CHECK(slots.is_due(start));
  slots.advance(start + 400ms);
  CHECK(slots.next() == start + 1s);
  CHECK(!slots.is_due(start + 999ms));
  slots.advance(start + 1s);
  CHECK(slots.next() == start + 2s);
}

TEST_CASE("ping_schedule: slots that passed are not made good") {
  ping_schedule slots(1s, start);
  slots.advance(start + 1h + 300ms);
  CHECK(slots.next() == start + 1h + 1s);
  slots.advance(start + 2h);
  CHECK(slots.next() == start + 2h + 1s);
}

TEST_CASE("ping_schedule: without an interval a ping is always due") {
  ping_schedule none(0s, start);
  CHECK(!none.has_slots());
  none.advance(start + 1h);
  CHECK(none.next() == start);
  CHECK(none.is_due(start));
}

TEST_CASE("ping_schedule: the shortest interval there is has no backlog") {
  ping_schedule slots(1ns, start);
  slots.advance(start + 24h);
  CHECK(slots.next() > start + 24h);
  CHECK(slots.next() <= start + 24h + 1ns);
}

TEST_CASE("ping_schedule: slots in which nobody ran are taken out but for the next one") {
  const auto taken_out = [](ping_schedule::time_point from,
                            ping_schedule::time_point to) {
    ping_schedule slots(1s, start);
    const auto out = slots.take_out(from, to);
    CHECK(slots.next() == start + 1s * static_cast<int>(out));
    return out;
  };
  CHECK(taken_out(start - 1h, start - 1ns) == 0);
  CHECK(taken_out(start - 1h, start) == 0);
  CHECK(taken_out(start - 1h, start + 999ms) == 0);
  CHECK(taken_out(start - 1h, start + 1s) == 1);
  CHECK(taken_out(start - 1h, start + 4500ms) == 4);
  CHECK(taken_out(start + 1500ms, start + 4500ms) == 3);
  CHECK(taken_out(start + 4500ms, start + 4500ms) == 0);
  CHECK(taken_out(start + 4500ms, start) == 0);
}

TEST_CASE("ping_schedule: after slots were taken out the beat is the same") {
  ping_schedule slots(50ms, start);
  CHECK(slots.take_out(start - 10ms, start + 4010ms) == 80);
  slots.advance(start + 4010ms);
  CHECK(slots.next() == start + 4050ms);
}

TEST_CASE("ping_schedule: slots that nobody could use are given up, each once") {
  ping_schedule slots(1s, start);
  CHECK(slots.give_up(start - 1ns) == 0);
  CHECK(slots.give_up(start) == 1);
  CHECK(slots.give_up(start) == 0);
  CHECK(slots.next() == start + 1s);
  CHECK(slots.give_up(start + 4500ms) == 4);
  CHECK(slots.next() == start + 5s);
}

TEST_CASE("ping_schedule: what was taken out is not given up as well") {
  ping_schedule slots(1s, start);
  CHECK(slots.take_out(start + 1500ms, start + 7500ms) == 6);
  CHECK(slots.give_up(start + 9s) == 10 - 6);
  CHECK(slots.next() == start + 10s);
}

TEST_CASE("ping_schedule: a ping that goes late takes the last slot that has come") {
  ping_schedule slots(1s, start);
  CHECK(slots.give_up_but_last(start - 1ns) == 0);
  CHECK(slots.give_up_but_last(start + 500ms) == 0);
  CHECK(slots.next() == start);
  CHECK(slots.give_up_but_last(start + 3500ms) == 3);
  CHECK(slots.next() == start + 3s);
  CHECK(slots.is_due(start + 3500ms));
}

TEST_CASE(
    "ping_schedule: of an interval that nobody keeps, a slot a millisecond counts") {
  ping_schedule slots(1ns, start);
  CHECK(slots.give_up(start + 5s) == 5001);
  CHECK(slots.give_up(start + 5s) == 0);
  CHECK(slots.take_out(start + 5s, start + 7s) == 2000 - 1);
  CHECK(slots.next() == start + 7s);
}

TEST_CASE("ping_schedule: without slots none goes by, and one ping is due") {
  ping_schedule none(0s, start);
  CHECK(none.take_out(start, start + 1h) == 0);
  CHECK(none.give_up(start + 1h) == 1);
  CHECK(none.give_up_but_last(start + 1h) == 0);
  CHECK(none.next() == start);
}

}  // namespace
}  // namespace tmss10
