// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/machine_text.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using time_point = std::chrono::system_clock::time_point;

TEST_CASE("machine_text: a time is RFC 3339 in UTC with microseconds") {
  CHECK(utc_time(time_point{1'795'248'309s + 42'900us}) == "2026-11-21T08:05:09.042900Z");
  CHECK(utc_time(time_point{}) == "1970-01-01T00:00:00.000000Z");
  const auto last = std::chrono::floor<time_point::duration>(999'999'999ns);
  CHECK(utc_time(time_point{last}) == "1970-01-01T00:00:00.999999Z");
#ifndef _WIN32  // its C library knows no time before 1970
  CHECK(utc_time(time_point{-1us}) == "1969-12-31T23:59:59.999999Z");
#endif
}

TEST_CASE("machine_text: a number that was typed is shown as it was") {
  CHECK(exact(0) == "0");
  CHECK(exact(100) == "100");
  CHECK(exact(24.9) == "24.9");
  CHECK(exact(33.3333333) == "33.3333333");
  CHECK(exact(0.000001) == "0.000001");
  CHECK(exact(86'400'000) == "86400000");
  CHECK(exact(86'399'999.9) == "86399999.9");
  CHECK(exact(1.0 / 3) == "0.333333333");
}

TEST_CASE("machine_text: a number is rounded as it is shown") {
  CHECK(rounded(33.333, 1) == 33.3);
  CHECK(rounded(2.0005, 0) == 2);
  CHECK(rounded(99.96, 1) == 100);
}

TEST_CASE("machine_text: no nanosecond of a duration is lost") {
  CHECK(fixed(milliseconds_of(1ns), 6) == "0.000001");
  CHECK(fixed(milliseconds_of(123'456'789ns), 6) == "123.456789");
  CHECK(fixed(milliseconds_of(24h + 1ns), 6) == "86400000.000001");
  CHECK(fixed(seconds_of(1ns), 9) == "0.000000001");
  CHECK(fixed(seconds_of(24h + 1ns), 9) == "86400.000000001");
}

TEST_CASE("machine_text: a trimmed number ends with a digit that counts") {
  CHECK(trimmed(0, 3) == "0");
  CHECK(trimmed(100, 0) == "100");
  CHECK(trimmed(100, 6) == "100");
  CHECK(trimmed(0.5, 2) == "0.5");
  CHECK(trimmed(33.333'333, 3) == "33.333");
  CHECK(trimmed(0.000'000'001, 9) == "0.000000001");
  CHECK(trimmed(1e15, 3) == "1000000000000000");
}

}  // namespace
}  // namespace tmss10
