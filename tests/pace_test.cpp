// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/pace.hpp>

#include <limits>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
const pace::time_point origin{1000s};

/// How many begin at once.
int begun_at(pace& from, pace::time_point now) {
  int out = 0;
  while (from.take(now))
    ++out;
  return out;
}

TEST_CASE("pace: one begins at each distance, and the first at once") {
  pace each(1ms, origin);
  CHECK(begun_at(each, origin - 1ns) == 0);
  CHECK(begun_at(each, origin) == 1);
  CHECK(each.next() == origin + 1ms);
  CHECK(begun_at(each, origin + 999us) == 0);
  CHECK(begun_at(each, origin + 1ms) == 1);
}

TEST_CASE("pace: what a coarse timer is late by is made up for") {
  pace each(1ms, origin);
  int begun = 0;
  for (auto now = origin; now < origin + 1600ms; now += 16ms)
    begun += begun_at(each, now);
  CHECK(begun == 1585);  // the last time was 1,584 ms after the first
  pace slow(300ms, origin);
  CHECK(begun_at(slow, origin + 15ms) == 1);
  CHECK(slow.next() == origin + 300ms);
}

TEST_CASE("pace: after a hold-up there is a small batch, and not all that was due") {
  pace each(1ms, origin);
  CHECK(begun_at(each, origin + 1h) == 21);
  CHECK(each.next() == origin + 1h + 1ms);
  pace slow(300ms, origin);
  CHECK(begun_at(slow, origin + 1h) == 1);
  CHECK(slow.next() > origin + 1h + 279ms);
}

TEST_CASE("pace: without a distance all are due at once") {
  pace all(0ns, origin);
  for (int i = 0; i < 10000; ++i)
    REQUIRE(all.take(origin));
  CHECK(!all.take(origin - 1ns));
}

TEST_CASE("pace: a rate is a distance, whole or not") {
  CHECK(distance_for(10, 1000, 0s) == 1ms);
  CHECK(distance_for(10, 0.5, 0s) == 2s);
  CHECK(distance_for(0, 4, 0s) == 250ms);
  CHECK(distance_for(10, std::numeric_limits<double>::infinity(), 0s) == 0ns);
}

TEST_CASE("pace: the longer of rate and spread counts") {
  CHECK(distance_for(10, 1000, 5s) == 500ms);
  CHECK(distance_for(10, 1, 5s) == 1s);
  CHECK(distance_for(0, 1000, 5s) == 5s);
}

TEST_CASE("pace: a rate of next to nothing is still a time that a clock can tell") {
  const auto distance = distance_for(2, std::numeric_limits<double>::denorm_min(), 0s);
  CHECK(distance > 24h * 365);
  pace each(distance, origin);
  CHECK(begun_at(each, origin) == 1);
  CHECK(each.next() > origin + 24h * 365);
}

}  // namespace
}  // namespace tmss10
