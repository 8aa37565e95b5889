// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/responder/path_testers.hpp>

#include <chrono>
#include <cstddef>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const path_testers::time_point begin{24h};

TEST_CASE("path_testers: an address is news once, as long as its test goes on") {
  path_testers known;
  CHECK(known.note("192.0.2.7", begin));
  CHECK(!known.note("192.0.2.7", begin));
  CHECK(known.note("192.0.2.8", begin + 1s));
  CHECK(!known.note("192.0.2.7", begin + path_testers::longest_pause));
  CHECK(!known.note("192.0.2.7", begin + 2 * path_testers::longest_pause));
}

TEST_CASE("path_testers: after a long pause it is a new test") {
  path_testers known;
  CHECK(known.note("192.0.2.7", begin));
  CHECK(known.note("192.0.2.7", begin + path_testers::longest_pause + 1ns));
}

TEST_CASE("path_testers: with too many of them, those who were quiet longest are news") {
  path_testers known;
  auto now = begin;
  CHECK(known.note("first", now));
  for (std::size_t i = 0; i + 1 < path_testers::most_addresses; ++i)
    CHECK(known.note(std::to_string(i), now += 1s));
  CHECK(!known.note("first", now += 1s));
  CHECK(known.note("one more", now += 1s));  // in place of "0"
  CHECK(!known.note("first", now += 1s));
  CHECK(known.note("0", now += 1s));
}

}  // namespace
}  // namespace tmss10
