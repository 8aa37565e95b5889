// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/timestamp.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using system_time = std::chrono::system_clock::time_point;

/// 2026-11-21T08:05:09.042900Z, a Saturday.
const system_time morning{1'795'248'309s + 42'900us};

TEST_CASE("timestamp: each format shows the time where it is, with its offset") {
  struct moment {
    system_time when;
    std::chrono::minutes offset;
    std::string iso;
    std::string rfc3339;
    std::string ctime;
  };

  const std::vector<moment> moments{
      {morning, 0min, "2026-11-21T08:05:09+0000", "2026-11-21 08:05:09+00:00",
       "Sat Nov 21 08:05:09 2026 +0000"},
      {morning, 60min, "2026-11-21T09:05:09+0100", "2026-11-21 09:05:09+01:00",
       "Sat Nov 21 09:05:09 2026 +0100"},
      {morning, -210min, "2026-11-21T04:35:09-0330", "2026-11-21 04:35:09-03:30",
       "Sat Nov 21 04:35:09 2026 -0330"},
      {morning, 345min, "2026-11-21T13:50:09+0545", "2026-11-21 13:50:09+05:45",
       "Sat Nov 21 13:50:09 2026 +0545"},
      // The other side of midnight, at both ends of the range of offsets.
      {morning, -12h, "2026-11-20T20:05:09-1200", "2026-11-20 20:05:09-12:00",
       "Fri Nov 20 20:05:09 2026 -1200"},
      {system_time{1'795'298'400s}, 14h, "2026-11-22T12:00:00+1400",
       "2026-11-22 12:00:00+14:00", "Sun Nov 22 12:00:00 2026 +1400"},
      // The last second of a year in UTC, which is another year elsewhere. And a day of
      // one digit, which ctime pads with a blank.
      {system_time{1'798'761'599s + 999'999us}, 0min, "2026-12-31T23:59:59+0000",
       "2026-12-31 23:59:59+00:00", "Thu Dec 31 23:59:59 2026 +0000"},
      {system_time{1'798'761'599s + 999'999us}, 30min, "2027-01-01T00:29:59+0030",
       "2027-01-01 00:29:59+00:30", "Fri Jan  1 00:29:59 2027 +0030"},
      {system_time{1'798'761'600s}, -30min, "2026-12-31T23:30:00-0030",
       "2026-12-31 23:30:00-00:30", "Thu Dec 31 23:30:00 2026 -0030"},
      // A leap day, and the day after February in a year without one.
      {system_time{1'835'395'200s}, 0min, "2028-02-29T00:00:00+0000",
       "2028-02-29 00:00:00+00:00", "Tue Feb 29 00:00:00 2028 +0000"},
      {system_time{1'772'323'200s}, 0min, "2026-03-01T00:00:00+0000",
       "2026-03-01 00:00:00+00:00", "Sun Mar  1 00:00:00 2026 +0000"},
  };
  const auto shown = [](timestamp_format format, const moment& of) {
    return timestamp_text(format, of.when, of.offset);
  };
  for (const auto& of : moments) {
    CHECK(shown(timestamp_format::iso, of) == "[" + of.iso + "] ");
    CHECK(shown(timestamp_format::rfc3339, of) == "[" + of.rfc3339 + "] ");
    CHECK(shown(timestamp_format::ctime, of) == "[" + of.ctime + "] ");
  }
}

TEST_CASE("timestamp: the epoch is the same everywhere, with ping's six decimals") {
  for (const std::chrono::minutes offset : {0min, 60min, -210min})
    CHECK(timestamp_text(timestamp_format::epoch, morning, offset) ==
          "[1795248309.042900] ");
  CHECK(timestamp_text(timestamp_format::epoch, system_time{1s}) == "[1.000000] ");
  CHECK(timestamp_text(timestamp_format::epoch, system_time{1s + 999'999us}) ==
        "[1.999999] ");
}

TEST_CASE("timestamp: without a format there is none") {
  CHECK(timestamp_text(timestamp_format::none, morning, 60min).empty());
  CHECK(with_timestamps("a\n\nb", timestamp_format::none, morning) == "a\n\nb");
}

TEST_CASE("timestamp: each line has one, and an empty line stays bare") {
  const auto stamped = [](const std::string& lines) {
    return with_timestamps(lines, timestamp_format::epoch, morning);
  };
  const std::string stamp = "[1795248309.042900] ";
  CHECK(stamped("").empty());
  CHECK(stamped("\n") == "\n");
  CHECK(stamped("a") == stamp + "a");
  CHECK(stamped("a\nb\n") == stamp + "a\n" + stamp + "b\n");
  CHECK(stamped("\na\n\n") == "\n" + stamp + "a\n\n");
}

TEST_CASE("timestamp: the offset is the one that the system's local time has") {
  // Every ten days, so that both sides of a change to summer time are among them.
  for (int days = 0; days < 366 * 20; days += 10) {
    const system_time when{1'262'304'000s + std::chrono::hours(24 * days)};  // from 2010
    const auto offset = local_offset(when);
    CHECK(offset >= -12h);
    CHECK(offset <= 14h);
    const std::time_t number = std::chrono::system_clock::to_time_t(when);
    std::array<char, 30> by_system{};
    REQUIRE(std::strftime(by_system.data(), by_system.size(), "[%Y-%m-%dT%H:%M:%S",
                          std::localtime(&number)) > 0);
    const auto shown = timestamp_text(timestamp_format::iso, when);
    CHECK(shown.substr(0, shown.find_first_of("+-", 10)) == by_system.data());
    CHECK(shown == timestamp_text(timestamp_format::iso, when, offset));
  }
}

#ifndef _WIN32  // where a program can change its own time zone, as POSIX writes it

/// Another time zone for this process.
class other_time_zone {
 public:
  explicit other_time_zone(const char* zone) {
    if (const char* const old = std::getenv("TZ")) before_ = old;
    ::setenv("TZ", zone, 1);
    ::tzset();
  }
  ~other_time_zone() {
    if (before_) {
      ::setenv("TZ", before_->c_str(), 1);
    } else {
      ::unsetenv("TZ");
    }
    ::tzset();
  }
  other_time_zone(const other_time_zone&) = delete;
  other_time_zone& operator=(const other_time_zone&) = delete;
  other_time_zone(other_time_zone&&) = delete;
  other_time_zone& operator=(other_time_zone&&) = delete;

 private:
  std::optional<std::string> before_;
};

TEST_CASE("timestamp: the offset follows TZ, and summer time") {
  const system_time summer{1'784'030'400s};  // 2026-07-14
  {
    const other_time_zone zone("UTC0");
    CHECK(local_offset(morning) == 0min);
  }
  {
    const other_time_zone zone("XXX-5:45");
    CHECK(local_offset(morning) == 345min);
    CHECK(timestamp_text(timestamp_format::rfc3339, morning) ==
          "[2026-11-21 13:50:09+05:45] ");
  }
  {
    const other_time_zone zone("XXX3:30");
    CHECK(local_offset(morning) == -210min);
  }
  {
    const other_time_zone zone("CET-1CEST,M3.5.0,M10.5.0/3");
    CHECK(local_offset(morning) == 60min);
    CHECK(local_offset(summer) == 120min);
    // 2026-10-25, 03:00 becomes 02:00.
    CHECK(local_offset(system_time{1'792'889'999s}) == 120min);
    CHECK(local_offset(system_time{1'792'890'000s}) == 60min);
  }
}

#endif

}  // namespace
}  // namespace tmss10
