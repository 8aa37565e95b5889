// SPDX-License-Identifier: MIT
#include "core/report/summary_text.hpp"

#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::contains;
using test::outcome_of;
using test::report_time;

std::string summary_of(const run_figures& figures, bool verbose = false) {
  return summary_text(figures, {"192.0.2.7", {}, verbose, false});
}

/// Down for four seconds of ten, with two pings a second.
run_figures four_seconds_down() {
  auto out = outcome_of({300us, 300us, 300us, 300us}).figures;
  out.totals.transmitted = 20;
  out.totals.received = 20;
  out.totals.unsent = 9;
  out.totals.reconnections = 1;
  out.target = test::two_outages();
  return out;
}

/// Three attempts, two of which were refused; the third goes on.
run_figures never_connected() {
  run_figures out;
  out.began = report_time - 5s;
  out.totals.unsent = 6;
  out.totals.attempts = 3;
  out.totals.failed.add(test::refused());
  out.totals.failed.add(test::refused());
  return out;
}

TEST_CASE("summary_text: pings that could not be sent are losses, outages have a line") {
  CHECK(summary_of(four_seconds_down()) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "20 packets transmitted\n"
        "20 packets received, 9 could not be sent, 31% loss\n"
        "down 4 s in 2 outages, 60% available, down now\n"
        "1 reconnection\n"
        "round-trip min/avg/max = 0.30/0.30/0.30 ms\n");
}

TEST_CASE("summary_text: one outage is an outage, and none has no line") {
  auto figures = four_seconds_down();
  figures.target.outages.pop_back();
  figures.target.outage_count = 1;
  figures.target.down = 3s;
  figures.target.up = 7s;
  CHECK(contains(summary_of(figures), "\ndown 3 s in 1 outage, 70% available\n"));
  figures.target = {};
  CHECK(!contains(summary_of(figures), "outage"));
}

TEST_CASE("summary_text: with an outage nothing is available in full") {
  auto figures = four_seconds_down();
  figures.target.down = 1ms;
  figures.target.up = 24h;
  CHECK(contains(summary_of(figures), ", 99.9% available"));
}

TEST_CASE("summary_text: -v has each outage with its start, end, length and cause") {
  auto figures = four_seconds_down();
  figures.target.outage_count = 1002;
  const auto lines = test::lines_of(summary_of(figures, true));
  const auto refused = std::make_error_code(std::errc::connection_refused).message();
  const auto timed_out = std::make_error_code(std::errc::timed_out).message();
  const auto text = summary_of(figures, true);
  CHECK(contains(text,
                 "\n1000 outages before these\n"
                 "down from 2026-11-21T08:05:01.042900Z to "
                 "2026-11-21T08:05:04.042900Z, 3 s: " +
                     refused +
                     "\n"
                     "down from 2026-11-21T08:05:08.042900Z until now, 1 s: " +
                     timed_out + "\n"));
}

TEST_CASE("summary_text: a run that never connected tells of its attempts") {
  CHECK(summary_of(never_connected()) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "0 packets transmitted\n"
        "0 packets received, 6 could not be sent, 100% loss\n"
        "no connection in 3 attempts since 2026-11-21T08:05:04.042900Z\n"
        "2 attempts failed: " +
            diagnose(test::refused()).sentence + "\n");
}

TEST_CASE("summary_text: attempts that failed later are told with -v") {
  auto figures = four_seconds_down();
  figures.totals.failed.add(test::refused());
  CHECK(!contains(summary_of(figures), "attempt"));
  CHECK(contains(summary_of(figures, true), "\n1 attempt failed: "));
}

TEST_CASE("summary_text: where the failure of the only attempt says all, there is none") {
  CHECK(summary_of({}).empty());
  run_figures figures;
  figures.totals.attempts = 1;
  figures.totals.unsent = 1;
  CHECK(summary_of(figures).empty());  // the deadline came
  figures.totals.failed.add(test::refused());
  CHECK(summary_of(figures).empty());
}

TEST_CASE("summary_text: an attempt that a signal ended is told") {
  run_figures figures;
  figures.began = report_time;
  figures.totals.attempts = 1;
  CHECK(summary_of(figures) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "0 packets transmitted\n"
        "no connection in 1 attempt since 2026-11-21T08:05:09.042900Z\n");
}

TEST_CASE("summary_text: a snapshot says whether the target is down, and since when") {
  CHECK(snapshot_line({}) == "0/0 packets\n");
  const auto figures = four_seconds_down();
  CHECK(snapshot_line(figures) ==
        "20/29 packets, 31% loss, round-trip min/avg/max = 0.30/0.30/0.30 ms, "
        "down for 1 s since 2026-11-21T08:05:08.042900Z\n");
  auto up = figures;
  up.target.outages.pop_back();
  CHECK(!contains(snapshot_line(up), "down"));
}

}  // namespace
}  // namespace tmss10
