// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_text.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/packet_sizes.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

const std::chrono::system_clock::time_point now{1'795'000'000s + 1'002'003us};

event::connected to(const std::string& address) {
  return {.address = address,
          .port = 5000,
          .local_address = "192.0.2.1",
          .local_port = 40'000,
          .took = 250us};
}

event::reply reply(std::uint64_t sequence, nanoseconds round_trip, bool late = false) {
  return {.sequence = sequence, .wire_size = 44, .round_trip = round_trip, .late = late};
}

/// A whole run's output.
std::string output_of(text_style style, const std::vector<ping_event>& events,
                      const statistics& totals) {
  text_report report(style);
  std::string out;
  for (const auto& happened : events)
    out += report.on(happened, now);
  return out + report.summary({totals, {}, {}, {}}, now);
}

/// The line of one event after a connection.
std::string line_of(text_style style, const ping_event& happened) {
  text_report report(style);
  (void)report.on(to("192.0.2.7"), now);
  return report.on(happened, now);
}

statistics totals_of(const std::vector<nanoseconds>& times, std::uint64_t lost = 0,
                     std::uint64_t late = 0) {
  statistics out;
  out.transmitted = times.size() + lost;
  out.received = times.size();
  out.lost = lost;
  out.late = late;
  for (const auto time : times)
    out.round_trips.add(time);
  return out;
}

/// The share that the loss line of a run has.
std::string percent_of(std::uint64_t received, std::uint64_t lost) {
  statistics totals;
  totals.transmitted = received + lost;
  totals.received = received;
  totals.lost = lost;
  const std::string out = output_of({}, {to("a")}, totals);
  const auto end = out.find("% packet loss");
  REQUIRE(end != std::string::npos);
  const auto begin = out.rfind(' ', end) + 1;
  return out.substr(begin, end - begin);
}

const std::vector<nanoseconds> four_times{310us, 290us, 300us, 300us};

std::vector<ping_event> four_replies(const std::string& address) {
  std::vector<ping_event> out{event::resolved{}, to(address), event::greeted{},
                              event::established{}};
  for (const auto time : four_times) {
    out.emplace_back(reply(out.size() - 3, time));
  }
  return out;
}

TEST_CASE("report_text: a run in which all was answered is the vendor's output") {
  CHECK(output_of({}, four_replies("192.241.211.124"), totals_of(four_times)) ==
        "44 bytes from 192.241.211.124: seq=1 time=0.31 ms\n"
        "44 bytes from 192.241.211.124: seq=2 time=0.29 ms\n"
        "44 bytes from 192.241.211.124: seq=3 time=0.30 ms\n"
        "44 bytes from 192.241.211.124: seq=4 time=0.30 ms\n"
        "\n"
        "--- 192.241.211.124 TMSS10Ping statistics ---\n"
        "4 packets transmitted\n"
        "round-trip min/avg/max = 0.29/0.30/0.31 ms\n");
}

TEST_CASE("report_text: an IPv6 address stands as it is") {
  CHECK(output_of({}, {to("2001:db8::7"), reply(1, 1ms)}, totals_of({1ms})) ==
        "44 bytes from 2001:db8::7: seq=1 time=1.00 ms\n"
        "\n"
        "--- 2001:db8::7 TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
}

TEST_CASE("report_text: a lost, a late and a bad reply have their lines") {
  const event::lost timed_out{.sequence = 3, .waited = 5s, .reason = errc::timed_out};
  CHECK(line_of({}, timed_out) == "no reply from 192.0.2.7: seq=3 (5.00 s)\n");
  const event::lost cut_off{
      .sequence = 4, .waited = 1s, .reason = errc::ended_without_close};
  CHECK(line_of({}, cut_off) == "no reply from 192.0.2.7: seq=4 (connection lost)\n");
  CHECK(line_of({}, reply(3, 6200ms, true)) ==
        "44 bytes from 192.0.2.7: seq=3 time=6200.00 ms (late)\n");
  const event::bad_reply wrong{.sequence = 5, .reason = errc::wrong_echo};
  CHECK(line_of({}, wrong) ==
        "bad reply from 192.0.2.7: seq=5 (the reply does not echo what was sent)\n");
}

TEST_CASE("report_text: losses have a line in the summary") {
  CHECK(output_of({}, {to("192.0.2.7")}, totals_of({1ms, 3ms}, 2, 1)) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "4 packets transmitted\n"
        "2 packets received, 50% packet loss, 1 late\n"
        "round-trip min/avg/max = 1.00/2.00/3.00 ms\n");
}

TEST_CASE("report_text: without a reply there are no times") {
  CHECK(output_of({}, {to("192.0.2.7")}, totals_of({}, 4)) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "4 packets transmitted\n"
        "0 packets received, 100% packet loss\n");
}

TEST_CASE("report_text: a ping that is not decided is neither lost nor received") {
  auto totals = totals_of({1ms});
  totals.transmitted = 2;
  CHECK(output_of({}, {to("192.0.2.7")}, totals) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "2 packets transmitted\n"
        "1 packets received, 1 still unanswered\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
}

TEST_CASE("report_text: a share of losses is never rounded to none or to all") {
  CHECK(percent_of(2, 1) == "33.3");
  CHECK(percent_of(1, 1) == "50");
  CHECK(percent_of(1, 2) == "66.7");
  CHECK(percent_of(999, 1) == "0.1");
  CHECK(percent_of(99'999, 1) == "0.001");
  CHECK(percent_of(0, 1) == "100");
  CHECK(percent_of(0, 1'000'000) == "100");
  CHECK(percent_of(1, 999) == "99.9");
  CHECK(percent_of(1, 9'999) == "99.9");
  CHECK(percent_of(1, 1'000'000'000) == "99.9");
}

TEST_CASE("report_text: a share of losses is never in powers of ten") {
  for (const std::uint64_t received : {999'999U, 9'999'999U, 4'000'000'000U}) {
    const auto text = percent_of(received, 1);
    CAPTURE(text);
    CHECK(text.find('e') == std::string::npos);
    CHECK(text.starts_with("0.0"));
    CHECK(text.find_first_of("123456789") != std::string::npos);
  }
}

TEST_CASE("report_text: without a connection there is no summary") {
  CHECK(output_of({}, {event::resolved{.host = "h", .addresses = {"192.0.2.7"}}}, {})
            .empty());
  CHECK(output_of({.verbose = true}, {}, {}).empty());
}

TEST_CASE("report_text: quiet shows the summary alone") {
  CHECK(output_of({.quiet = true}, four_replies("192.0.2.7"), totals_of(four_times)) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "4 packets transmitted\n"
        "round-trip min/avg/max = 0.29/0.30/0.31 ms\n");
}

TEST_CASE("report_text: quiet shows what a look found, in as many columns as there are") {
  packet_sizes sizes;
  sizes.address = "192.0.2.7";
  sizes.there = sizes.back = {1412, 1413, 1500, false};
  const event::sizes_found found{std::make_shared<const packet_sizes>(sizes)};
  const std::string there = "a hole: on the way there, packets of more than 1412 bytes";
  const std::string back = "a hole: on the way back, packets of more than 1412 bytes";
  CHECK(line_of({.quiet = true}, found) ==
        there + " are dropped silently\n" + back + " are dropped silently\n");
  CHECK(line_of({.quiet = true, .columns = 60}, found) ==
        there + "\n  are dropped silently\n" + back + "\n  are dropped silently\n");
  // A time stamp takes 20 of them.
  CHECK(line_of({.quiet = true, .timestamps = timestamp_format::epoch, .columns = 80},
                found) ==
        line_of({.quiet = true, .timestamps = timestamp_format::epoch, .columns = 79},
                found));
  idle_range idle;
  idle.asked = idle.survived = 10s;
  idle.complete = true;
  const event::idle_found range{std::make_shared<const idle_range>(idle)};
  CHECK(line_of({.quiet = true}, range) ==
        "Connections survive being idle for 10 s, the longest time that was tried.\n");
  const event::idle_step step{std::make_shared<const idle_progress>()};
  CHECK(line_of({.quiet = true}, step).empty());
}

TEST_CASE("report_text: verbose shows both forms of an international name") {
  const event::resolved name{.host = "b\xC3\xBC\x63her.example",
                             .addresses = {"192.0.2.7"},
                             .took = 1500us,
                             .ascii_name = "xn--bcher-kva.example"};
  CHECK(output_of({.verbose = true}, {name}, {}) ==
        "resolved b\xC3\xBC\x63her.example (xn--bcher-kva.example) to 192.0.2.7 in 1.500 "
        "ms\n");
}

TEST_CASE("report_text: verbose shows the stages, and microseconds") {
  const event::resolved name{
      .host = "server", .addresses = {"192.0.2.7", "2001:db8::7"}, .took = 1500us};
  CHECK(output_of(
            {.verbose = true},
            {name, to("192.0.2.7"), event::greeted{.took = 120us},
             event::established{.open_mode = true, .took = 340us}, reply(1, 123'456ns)},
            totals_of({123'456ns})) ==
        "resolved server to 192.0.2.7, 2001:db8::7 in 1.500 ms\n"
        "connected to 192.0.2.7 port 5000 from 192.0.2.1 port 40000 in 0.250 ms\n"
        "greeting received in 0.120 ms\n"
        "handshake done in 0.340 ms (open mode)\n"
        "44 bytes from 192.0.2.7: seq=1 time=0.123 ms\n"
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "round-trip min/avg/max = 0.123/0.123/0.123 ms\n"
        "mdev/median/p90/p95/p99 = 0.000/0.123/0.123/0.123/0.123 ms\n"
        "first/jitter = 0.123/0.000 ms\n");
  CHECK(line_of({.verbose = true}, event::established{.took = 340us}) ==
        "handshake done in 0.340 ms (site key)\n");
}

TEST_CASE("report_text: each line has its time stamp, and the blank one has none") {
  const std::string stamp = "[1795000001.002003] ";
  CHECK(output_of({.timestamps = timestamp_format::epoch},
                  {to("192.0.2.7"), reply(1, 1ms)}, totals_of({1ms}, 1)) ==
        stamp + "44 bytes from 192.0.2.7: seq=1 time=1.00 ms\n\n" + stamp +
            "--- 192.0.2.7 TMSS10Ping statistics ---\n" + stamp +
            "2 packets transmitted\n" + stamp + "1 packets received, 50% packet loss\n" +
            stamp + "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
}

TEST_CASE(
    "report_text: each answer rings the bell at the end of its line, as ping does") {
  CHECK(line_of({.audible = true}, reply(1, 1ms)) ==
        "44 bytes from 192.0.2.7: seq=1 time=1.00 ms\a\n");
  CHECK(line_of({.color = true, .audible = true}, reply(1, 1ms, true)) ==
        "\x1b[33m44 bytes from 192.0.2.7: seq=1 time=1.00 ms (late)\x1b[0m\a\n");
  const event::lost lost{.sequence = 3, .waited = 5s, .reason = errc::timed_out};
  for (const ping_event& happened :
       std::vector<ping_event>{lost, event::bad_reply{.reason = errc::wrong_echo},
                               event::disconnected{.reason = errc::closed_by_peer}})
    CHECK(!test::contains(line_of({.audible = true}, happened), "\a"));
  // ping -q -a is silent, too.
  CHECK(!test::contains(output_of({.quiet = true, .audible = true},
                                  four_replies("192.0.2.7"), totals_of(four_times)),
                        "\a"));
}

TEST_CASE("report_text: after a reconnection the lines name the new address") {
  text_report report({});
  (void)report.on(to("192.0.2.7"), now);
  CHECK(report.on(event::disconnected{.reason = errc::ended_without_close}, now) ==
        "disconnected from 192.0.2.7: the connection ended without a close message\n");
  (void)report.on(to("192.0.2.8"), now);
  CHECK(test::contains(report.on(reply(2, 1ms), now), "192.0.2.8: seq=2"));
}

TEST_CASE("report_text: the totals so far are one line") {
  CHECK(snapshot_line({totals_of({}), {}, {}, {}}) == "0/0 packets\n");
  auto undecided = totals_of({});
  undecided.transmitted = 1;
  CHECK(snapshot_line({undecided, {}, {}, {}}) == "0/1 packets\n");
  CHECK(snapshot_line({totals_of({}, 2), {}, {}, {}}) == "0/2 packets, 100% loss\n");
  CHECK(snapshot_line({totals_of({1ms, 3ms}, 1), {}, {}, {}}) ==
        "2/3 packets, 33.3% loss, round-trip min/avg/max = 1.00/2.00/3.00 ms\n");
}

TEST_CASE("report_text: every errc of a bad reply has its words") {
  for (const errc reason :
       {errc::gzip_truncated, errc::gzip_corrupt, errc::gzip_trailing_bytes,
        errc::gzip_too_large, errc::packet_truncated, errc::answered_unknown_function,
        errc::answered_bad_request, errc::answered_too_large, errc::answered_undefined,
        errc::payload_in_refusal, errc::wrong_echo}) {
    const event::bad_reply bad{.sequence = 1, .reason = reason};
    CHECK(line_of({}, bad) == "bad reply from 192.0.2.7: seq=1 (" +
                                  make_error_code(reason).message() + ")\n");
  }
}

TEST_CASE("report_text: what was noticed late is marked, and in no time of the summary") {
  event::reply late_noticed = reply(2, 4012ms);
  late_noticed.noticed_late = true;
  auto totals = totals_of({1ms});
  totals.transmitted = 2;
  totals.received = 2;
  totals.noticed_late = 1;
  CHECK(output_of({}, {to("192.0.2.7"), reply(1, 1ms), late_noticed}, totals) ==
        "44 bytes from 192.0.2.7: seq=1 time=1.00 ms\n"
        "44 bytes from 192.0.2.7: seq=2 time=4012.00 ms (noticed late)\n"
        "\n"
        "--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "2 packets transmitted\n"
        "1 answer was noticed late by this machine\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
  const event::connection_made made{.sequence = 3, .took = 4012ms, .noticed_late = true};
  CHECK(line_of({}, made) ==
        "connected to 192.0.2.7: seq=3 time=4012.00 ms (noticed late)\n");
}

TEST_CASE("report_text: without any time that counts there is no line of times") {
  statistics totals;
  totals.transmitted = 1;
  totals.received = 1;
  totals.noticed_late = 1;
  CHECK(output_of({}, {to("192.0.2.7")}, totals) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "1 answer was noticed late by this machine\n");
  CHECK(snapshot_line({totals, {}, {}, {}}) == "1/1 packets, 0% loss\n");
}

TEST_CASE("report_text: what this machine held up has a line, in words that fit") {
  const auto line_of_both = [](std::uint64_t held_up, std::uint64_t noticed_late) {
    auto totals = totals_of({1ms});
    totals.held_up = held_up;
    totals.noticed_late = noticed_late;
    return test::lines_of(output_of({}, {to("192.0.2.7")}, totals)).at(3);
  };
  CHECK(line_of_both(0, 0) == "round-trip min/avg/max = 1.00/1.00/1.00 ms");
  CHECK(line_of_both(1, 0) == "1 ping was held up by this machine");
  CHECK(line_of_both(79, 0) == "79 pings were held up by this machine");
  CHECK(line_of_both(0, 4) == "4 answers were noticed late by this machine");
  CHECK(line_of_both(79, 4) ==
        "79 pings were held up, and 4 answers were noticed late by this machine");
}

}  // namespace
}  // namespace tmss10
