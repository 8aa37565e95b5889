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

TEST_CASE("ping_schedule: of the slots that go by the next one is still to be used") {
  const ping_schedule slots(1s, start);
  CHECK(slots.gone_by(start - 1h, start - 1ns) == 0);
  CHECK(slots.gone_by(start - 1h, start) == 0);
  CHECK(slots.gone_by(start - 1h, start + 999ms) == 0);
  CHECK(slots.gone_by(start - 1h, start + 1s) == 1);
  CHECK(slots.gone_by(start - 1h, start + 4500ms) == 4);
  CHECK(slots.gone_by(start + 1500ms, start + 4500ms) == 3);
  CHECK(slots.gone_by(start + 4500ms, start + 4500ms) == 0);
  CHECK(slots.gone_by(start + 4500ms, start) == 0);
}

TEST_CASE("ping_schedule: what goes by is what advance() leaves out") {
  ping_schedule slots(50ms, start);
  const auto held_up = slots.gone_by(start - 10ms, start + 4010ms);
  slots.advance(start + 4010ms);
  CHECK(slots.next() == start + 50ms * static_cast<int>(held_up + 1));
}

TEST_CASE("ping_schedule: without slots none goes by") {
  const ping_schedule none(0s, start);
  CHECK(none.gone_by(start, start + 1h) == 0);
}

}  // namespace
}  // namespace tmss10
