// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

nagios_range range_of(const std::string& text) {
  const auto limit = parse_nagios_limit(text);
  REQUIRE(limit);
  REQUIRE(limit->round_trip);
  return *limit->round_trip;
}

TEST_CASE("nagios_limit: a limit is milliseconds and percent, or one of them") {
  const auto both = parse_nagios_limit("100,20%");
  REQUIRE(both);
  CHECK(both->round_trip.value().text() == "100");
  CHECK(both->loss.value().text() == "20");
  const auto fraction = parse_nagios_limit("0.250,.5%");
  REQUIRE(fraction);
  CHECK(fraction->round_trip.value().text() == "0.25");
  CHECK(fraction->loss.value().text() == "0.5");
  const auto time = parse_nagios_limit("86400000");
  REQUIRE(time);
  CHECK(time->round_trip.value().text() == "86400000");
  CHECK_FALSE(time->loss);
  const auto loss = parse_nagios_limit(",100%");
  REQUIRE(loss);
  CHECK_FALSE(loss->round_trip);
  CHECK(loss->loss.value().text() == "100");
}

TEST_CASE("nagios_limit: an alert begins at a plain figure") {
  const auto plain = range_of("10");
  CHECK_FALSE(plain.alerts(0));
  CHECK_FALSE(plain.alerts(9.999));
  CHECK(plain.alerts(10));
  CHECK(plain.alerts(11));
}

TEST_CASE("nagios_limit: outside a range is an alert, its ends are none") {
  struct row {
    std::string text;
    std::vector<double> quiet;
    std::vector<double> alerts;
  };
  const std::vector<row> rows{
      {"10:20", {10, 15, 20}, {9.9, 20.1, 0}},
      {"10:", {10, 1e6}, {9.9, 0}},
      {"~:10", {-1, 0, 10}, {10.1}},
      {"0:10", {0, 10}, {10.1}},
      {"10:10", {10}, {9, 11}},
      {"@10:20", {9.9, 20.1}, {10, 15, 20}},
      {"@10:", {9.9}, {10, 1e6}},
      {"@~:10", {10.1}, {0, 10}},
  };
  for (const auto& [text, quiet, alerts] : rows) {
    CAPTURE(text);
    const auto range = range_of(text);
    CHECK(range.text() == text);
    for (const double value : quiet)
      CHECK_FALSE(range.alerts(value));
    for (const double value : alerts)
      CHECK(range.alerts(value));
  }
}

TEST_CASE("nagios_limit: anything else is no limit") {
  for (const char* const text :
       {"",         ",",         "%",          ",%",        "100,",
        "100,20",   "100%,20",   "20%",        "100,%",     "0",
        "0,20%",    "100,0%",    "100,101%",   ",0%",       "0.0000004,20%",
        "86400001", "-1,20%",    "100,-1%",    "+1,20%",    "1e3,20%",
        "inf,20%",  "nan,20%",   "0x10,20%",   "1.2.3,20%", ".,20%",
        " 100,20%", "100, 20%",  "100,20%%",   "100,20%,",  "100,20,30%",
        "100;20%",  "100ms,20%", ":",          "@",         "@10",
        "@:",       "~:",        "@~:",        ":10",       "20:10",
        "10:20:30", "10:x",      "x:10",       "~10:20",    "10:~",
        "@@10:20",  "86400001:", "0:86400001", ",0:101%",   ",10:20",
        ",@10:20",  "10 :20",    "10: 20"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_nagios_limit(text));
  }
  CHECK_FALSE(parse_nagios_limit(std::string(400, '9') + ",20%"));
}

TEST_CASE("nagios_limit: a warning must not begin above what is critical") {
  const auto late = [](const char* warn, const char* crit) {
    return warns_too_late({parse_nagios_limit(warn), parse_nagios_limit(crit)});
  };
  CHECK(late("500,20%", "100,60%"));
  CHECK(late("100,60%", "500,20%"));
  CHECK(late("500", "100,20%"));
  CHECK(late(",60%", ",20%"));
  CHECK_FALSE(late("100,20%", "500,60%"));
  CHECK_FALSE(late("100,20%", "100,20%"));
  CHECK_FALSE(late("500", ",20%"));
  CHECK_FALSE(late("10:20", "5"));
  CHECK_FALSE(warns_too_late({}));
  CHECK_FALSE(warns_too_late({parse_nagios_limit("500"), {}}));
}

}  // namespace
}  // namespace tmss10
