// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/availability.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const outages::time_point now{100h};
const std::chrono::system_clock::time_point wall{1'795'000'000s};

TEST_CASE("availability: before the first ping there is none") {
  const auto none = availability_of({}, now, wall);
  CHECK(none.outages.empty());
  CHECK(none.outage_count == 0);
  CHECK(!none.is_down());
  CHECK(!none.percent());
}

TEST_CASE("availability: outages are told by the clock on the wall") {
  outages seen;
  seen.answered(now - 10s, now - 10s);
  seen.lost(now - 8s, errc::timed_out);
  seen.answered(now - 5s, now - 5s);
  seen.not_connected(now - 1s, errc::busy);
  const auto told = availability_of(seen, now, wall);
  REQUIRE(told.outages.size() == 2);
  CHECK(told.outages[0].begin == wall - 8s);
  CHECK(told.outages[0].end == wall - 5s);
  CHECK(told.outages[0].length == 3s);
  CHECK(told.outages[0].reason == errc::timed_out);
  CHECK(told.outages[1].begin == wall - 1s);
  CHECK(!told.outages[1].end);
  CHECK(told.outages[1].length == 1s);
  CHECK(told.outages[1].reason == errc::busy);
  CHECK(told.is_down());
  CHECK(told.outage_count == 2);
  CHECK(told.longest == 3s);
  CHECK(told.down == 4s);
  CHECK(told.up == 6s);
  CHECK(told.percent() == 60.0);
}

TEST_CASE("availability: a target that answers again is up") {
  outages seen;
  seen.lost(now - 8s, errc::timed_out);
  seen.answered(now - 5s, now - 5s);
  const auto told = availability_of(seen, now, wall);
  CHECK(!told.is_down());
  CHECK(told.percent() == 62.5);
}

}  // namespace
}  // namespace tmss10
