// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/ping_schedule.hpp>

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

}  // namespace
}  // namespace tmss10
