// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_csv.hpp>

#include <algorithm>
#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::string time_text = "2026-11-21T08:05:09.042900Z";

std::string line_of(const ping_event& happened) {
  return csv_line(happened, "192.0.2.7", test::report_time);
}

/// A category whose message has everything that a field must be quoted for.
class odd_category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "odd"; }
  std::string message(int /*code*/) const override { return "a, \"b\"\r\nc"; }
};

TEST_CASE("report_csv: an answer has its figures") {
  const event::reply reply{.sequence = 1, .wire_size = 44, .round_trip = 310us};
  CHECK(line_of(reply) ==
        "1," + time_text + ",answered,0.310000,44,false,0,,192.0.2.7\n");
  const event::reply late{.sequence = 18'446'744'073'709'551'615U,
                          .wire_size = 65'535,
                          .round_trip = 6200ms + 1ns,
                          .late = true,
                          .retransmits = 3};
  CHECK(line_of(late) == "18446744073709551615," + time_text +
                             ",answered,6200.000001,65535,true,3,,192.0.2.7\n");
}

TEST_CASE("report_csv: what is no answer has its reason, and no figures") {
  const event::lost lost{.sequence = 2, .waited = 5s, .reason = errc::timed_out};
  CHECK(line_of(lost) ==
        "2," + time_text + ",lost,,,false,,no answer in time,192.0.2.7\n");
  const event::bad_reply bad{.sequence = 3, .reason = errc::wrong_echo};
  CHECK(line_of(bad) == "3," + time_text +
                            ",bad_reply,,,false,,the reply does not echo what was "
                            "sent,192.0.2.7\n");
}

TEST_CASE("report_csv: pings that are connections have their outcomes") {
  const event::connection_made made{.sequence = 1, .took = 12'300us};
  CHECK(line_of(made) == "1," + time_text + ",connected,12.300000,,false,,,192.0.2.7\n");
  const event::closed_at_once closed{.sequence = 1, .after = 310us};
  CHECK(line_of(closed) ==
        "1," + time_text +
            ",closed_at_once,,,false,,the connection was closed at once,192.0.2.7\n");
  const event::closed_at_once reset{.sequence = 1, .after = 310us, .was_reset = true};
  CHECK(line_of(reset) ==
        "1," + time_text +
            ",closed_at_once,,,false,,the connection was reset at once,192.0.2.7\n");
  const event::connection_failed failed{.sequence = 2, .reason = errc::timed_out};
  CHECK(line_of(failed) ==
        "2," + time_text + ",not_connected,,,false,,no answer in time,192.0.2.7\n");
}

TEST_CASE("report_csv: an event that decides no ping has no line") {
  CHECK(line_of(event::connecting{}).empty());
  CHECK(line_of(event::connected{}).empty());
  CHECK(line_of(event::sent{}).empty());
  CHECK(line_of(event::not_connected{}).empty());
  CHECK(line_of(event::banner{}).empty());
  CHECK(line_of(event::disconnected{.reason = errc::ended_without_close}).empty());
}

TEST_CASE("report_csv: a field with a comma, a quote or a line end is quoted") {
  static const odd_category odd;
  const event::bad_reply bad{.sequence = 1, .reason = {1, odd}};
  CHECK(line_of(bad) ==
        "1," + time_text + ",bad_reply,,,false,,\"a, \"\"b\"\"\\x0d\\x0ac\",192.0.2.7\n");
}

TEST_CASE("report_csv: the name of a target is a field like any other") {
  const event::connection_failed failed{.sequence = 1, .reason = errc::timed_out};
  CHECK(
      csv_line(failed, "the site, \"east\"\x07", test::report_time) ==
      "1," + time_text +
          ",not_connected,,,false,,no answer in time,\"the site, \"\"east\"\"\\x07\"\n");
}

TEST_CASE("report_csv: every line has the columns of the header") {
  const auto commas = [](const std::string& line) {
    return std::count(line.begin(), line.end(), ',');
  };
  CHECK(csv_header() ==
        "sequence,time,outcome,round_trip_ms,wire_size,late,retransmits,reason,target\n");
  for (const ping_event& happened :
       {ping_event(event::reply{}), ping_event(event::bad_reply{}),
        ping_event(event::lost{}), ping_event(event::connection_made{}),
        ping_event(event::connection_failed{}), ping_event(event::closed_at_once{})}) {
    CHECK(commas(line_of(happened)) == commas(csv_header()));
  }
}

TEST_CASE("report_csv: what was noticed late says so as its reason") {
  const event::reply reply{
      .sequence = 1, .wire_size = 44, .round_trip = 4012ms, .noticed_late = true};
  CHECK(line_of(reply) == "1," + time_text +
                              ",answered,4012.000000,44,false,0,noticed late by this "
                              "machine,192.0.2.7\n");
  const event::connection_made made{.sequence = 2, .took = 4012ms, .noticed_late = true};
  CHECK(line_of(made) ==
        "2," + time_text +
            ",connected,4012.000000,,false,,noticed late by this machine,192.0.2.7\n");
}

}  // namespace
}  // namespace tmss10
