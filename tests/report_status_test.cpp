// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_status.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

constexpr std::size_t wide = 200;

/// A run as its pinger counts it, with the report of it.
struct run {
  explicit run(status_style style = {}) : report(style) {}

  void answered(nanoseconds round_trip) {
    ++totals.transmitted;
    ++totals.received;
    totals.round_trips.add(round_trip);
    event::reply reply;
    reply.round_trip = round_trip;
    CHECK(report.on(reply));
  }
  void lost() {
    ++totals.transmitted;
    ++totals.lost;
    CHECK(report.on(event::lost{}));
  }
  [[nodiscard]] std::string line(std::size_t columns = wide) const {
    return report.line(totals, columns);
  }

  statistics totals;
  status_report report;
};

TEST_CASE("report_status: the line has the counts, the times and the last pings") {
  run of;
  of.answered(1ms);
  of.answered(2ms);
  of.answered(8ms);
  of.lost();
  of.answered(4ms);
  CHECK(of.line() == "5 sent, 1 lost, last 4.00 ms, p95 8.00 ms .:#x=");
}

TEST_CASE("report_status: a bar twice as high took twice as long") {
  run of({.block_elements = true});
  for (int i = 1; i <= 8; ++i)
    of.answered(i * 10ms - 1ms);
  CHECK(of.line() ==
        "8 sent, 0 lost, last 79.00 ms, p95 78.91 ms "
        "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588");
}

TEST_CASE("report_status: before the first answer there is no time") {
  run of;
  ++of.totals.transmitted;
  CHECK(of.line() == "1 sent, 0 lost");
  --of.totals.transmitted;
  of.lost();
  CHECK(of.line() == "1 sent, 1 lost, last lost x");
}

TEST_CASE("report_status: pings that are connections count as well") {
  run of;
  event::connection_made made;
  made.took = 3ms;
  CHECK(of.report.on(made));
  CHECK(of.report.on(event::connection_failed{}));
  CHECK(of.report.on(event::bad_reply{}));
  CHECK(of.line() == "0 sent, 0 lost, last lost #xx");
}

TEST_CASE("report_status: a late answer was lost before") {
  run of;
  of.lost();
  event::reply late;
  late.late = true;
  late.round_trip = 6s;
  CHECK(of.report.on(late));
  CHECK(of.line() == "1 sent, 1 lost, last lost x");
}

TEST_CASE("report_status: what changes nothing is told so") {
  run of;
  CHECK_FALSE(of.report.on(event::greeted{}));
  CHECK_FALSE(of.report.on(event::not_connected{}));
  CHECK(of.report.on(event::sent{}));
}

TEST_CASE("report_status: the line fits, the newest pings first") {
  run of;
  for (int i = 0; i < 100; ++i)
    of.answered(1ms);
  of.answered(2ms);
  const std::string figures = "101 sent, 0 lost, last 2.00 ms, p95 1.00 ms";
  CHECK(of.line() == figures + " " + std::string(39, '=') + "#");
  CHECK(of.line(figures.size() + 6) == figures + " ====#");
  CHECK(of.line(figures.size() + 2) == figures + " #");
  CHECK(of.line(figures.size() + 1) == figures);
  CHECK(of.line(8) == "101 sent");
  CHECK(of.line(0).empty());
}

TEST_CASE("report_status: colour takes no columns") {
  run of({.color = true});
  of.answered(1ms);
  CHECK(of.line().find('\x1b') == std::string::npos);
  of.lost();
  CHECK(of.line() ==
        "2 sent, \x1b[31m1 lost\x1b[0m, last lost, p95 1.00 ms #\x1b[31mx\x1b[0m");
  CHECK(of.line(41) == of.line());
  CHECK(of.line(40).ends_with("ms \x1b[31mx\x1b[0m"));
}

TEST_CASE("report_status: of what was noticed late nobody knows the time") {
  run of;
  ++of.totals.transmitted;
  event::reply reply;
  reply.round_trip = 6s;
  reply.noticed_late = true;
  CHECK(of.report.on(reply));
  event::connection_made made;
  made.took = 6s;
  made.noticed_late = true;
  CHECK(of.report.on(made));
  CHECK(of.line() == "1 sent, 0 lost");
}

}  // namespace
}  // namespace tmss10
