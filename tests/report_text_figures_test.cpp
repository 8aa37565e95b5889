// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::contains;

/// The summary of a run after a connection.
std::string summary_of(const run_figures& figures, bool verbose = true) {
  text_report report({.verbose = verbose});
  event::connected to;
  to.address = "192.0.2.7";
  (void)report.on(to, {});
  return report.summary(figures, {});
}

std::string line_of(const event::reply& told, bool verbose) {
  text_report report({.verbose = verbose});
  event::connected to;
  to.address = "192.0.2.7";
  (void)report.on(to, {});
  return report.on(told, {});
}

run_figures everything() {
  run_figures out;
  out.totals.transmitted = 100;
  out.totals.lost = 98;
  out.totals.received = 2;
  out.totals.bytes_sent = 4400;
  out.totals.bytes_received = 88;
  out.totals.retransmitted_pings = 2;
  out.totals.retransmitted_segments = 3;
  out.totals.round_trips.add(1ms);
  out.totals.round_trips.add(17ms);
  out.target.longest = 2004ms;
  out.kernel.smoothed_round_trip = 1234us;
  out.kernel.min_round_trip = 987us;
  return out;
}

run_figures retransmitted(std::uint64_t pings, std::uint64_t segments) {
  run_figures out;
  out.totals.transmitted = 100;
  out.totals.received = 100;
  out.totals.retransmitted_pings = pings;
  out.totals.retransmitted_segments = segments;
  return out;
}

event::reply retransmitted_reply(std::uint64_t retransmits, bool late = false) {
  event::reply out;
  out.sequence = 3;
  out.wire_size = 44;
  out.round_trip = 201'500us;
  out.late = late;
  out.retransmits = retransmits;
  return out;
}

TEST_CASE("report_text: -v shows every figure in its order") {
  CHECK(summary_of(everything()) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "100 packets transmitted\n"
        "2 packets received, 98% packet loss\n"
        "round-trip min/avg/max = 1.000/9.000/17.000 ms\n"
        "2 of 100 pings needed retransmission (3 segments)\n"
        "mdev/median/p90/p95/p99 = 8.000/1.001/16.974/16.974/16.974 ms\n"
        "first/jitter = 1.000/1.000 ms\n"
        "longest outage = 2.00 s\n"
        "4400 bytes sent, 88 bytes received\n"
        "the system's own round-trip smoothed/min = 1.234/0.987 ms\n");
}

TEST_CASE("report_text: without -v there is none of these figures") {
  CHECK(summary_of(everything(), false) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "100 packets transmitted\n"
        "2 packets received, 98% packet loss\n"
        "round-trip min/avg/max = 1.00/9.00/17.00 ms\n");
}

TEST_CASE("report_text: a figure that there is not has no line") {
  run_figures figures;
  figures.totals.transmitted = 1;
  figures.totals.lost = 1;
  CHECK(summary_of(figures) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "0 packets received, 100% packet loss\n");
}

TEST_CASE("report_text: bytes are told although nothing came back") {
  run_figures figures;
  figures.totals.transmitted = 1;
  figures.totals.bytes_sent = 44;
  CHECK(contains(summary_of(figures), "\n44 bytes sent, 0 bytes received\n"));
}

TEST_CASE("report_text: one segment is a segment, more are segments") {
  CHECK(contains(summary_of(retransmitted(2, 3)),
                 "\n2 of 100 pings needed retransmission (3 segments)\n"));
  CHECK(contains(summary_of(retransmitted(1, 1)),
                 "\n1 of 100 pings needed retransmission (1 segment)\n"));
  CHECK(!contains(summary_of(retransmitted(0, 0)), "retransmission"));
}

TEST_CASE("report_text: without the system's times there is no line of them") {
  auto figures = everything();
  figures.kernel = {};
  CHECK(!contains(summary_of(figures), "system"));
  CHECK(contains(summary_of(everything()), "system"));
}

TEST_CASE("report_text: with -v a reply tells what was sent again for it") {
  CHECK(line_of(retransmitted_reply(1), true) ==
        "44 bytes from 192.0.2.7: seq=3 time=201.500 ms retrans=+1\n");
  CHECK(line_of(retransmitted_reply(12, true), true) ==
        "44 bytes from 192.0.2.7: seq=3 time=201.500 ms (late) retrans=+12\n");
  CHECK(line_of(retransmitted_reply(0), true) ==
        "44 bytes from 192.0.2.7: seq=3 time=201.500 ms\n");
  CHECK(line_of(retransmitted_reply(1), false) ==
        "44 bytes from 192.0.2.7: seq=3 time=201.50 ms\n");
}

}  // namespace
}  // namespace tmss10
