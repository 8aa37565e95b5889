// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/time_budget.hpp>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr time_budget::time_point start{100h};

TEST_CASE("time_budget: a wait ends a little before the run") {
  const time_budget of(start, 10s);
  CHECK(of.end() == start + 9950ms);
  CHECK(of.limit(5s, start) == 5s);
  CHECK(of.limit(5s, start + 4950ms) == 5s);
  CHECK(of.limit(5s, start + 5s) == 4950ms);
  CHECK(of.limit(12s, start) == 9950ms);
}

TEST_CASE("time_budget: a wait with less than a second left is not shortened") {
  const time_budget of(start, 10s);
  CHECK(of.limit(5s, start + 8950ms) == 1s);
  CHECK(of.limit(5s, start + 8951ms) == 5s);
  CHECK(of.limit(5s, start + 20s) == 5s);
}

TEST_CASE("time_budget: of a short run, half of its time is enough") {
  const time_budget of(start, 500ms);
  CHECK(of.end() == start + 450ms);
  CHECK(of.limit(5s, start) == 450ms);
  CHECK(of.limit(5s, start + 200ms) == 250ms);
  CHECK(of.limit(5s, start + 201ms) == 5s);
}

TEST_CASE("time_budget: no time at all shortens nothing") {
  const time_budget of(start, 0s);
  CHECK(of.end() == start);
  CHECK(of.limit(5s, start) == 0s);
  CHECK(of.limit(5s, start + 1ns) == 5s);
}

}  // namespace
}  // namespace tmss10
