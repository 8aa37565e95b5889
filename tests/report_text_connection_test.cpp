// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::contains;

const std::chrono::system_clock::time_point now{1'795'000'000s + 1'002'003us};
const std::string stamp = "[1795000001.002003] ";

const event::connected connected{"192.0.2.7", 5000, "192.0.2.1", 40'000, 250us};
const event::proxy_connected proxy_connected{"192.0.2.9", 3128, "192.0.2.1", 40'000,
                                             250us};

/// A run's lines, without its summary.
std::string lines_of(text_style style, const std::vector<ping_event>& events) {
  text_report report(style);
  std::string out;
  for (const auto& happened : events)
    out += report.on(happened, now);
  return out;
}

/// The line of one event after a connection.
std::string line_of(text_style style, const ping_event& happened) {
  text_report report(style);
  (void)report.on(connected, now);
  return report.on(happened, now);
}

const std::vector<ping_event> through_a_proxy{
    event::connecting{"server.example", 5000, "proxy.example:3128", {}},
    event::resolved{"proxy.example", {"192.0.2.9"}, 1500us},
    proxy_connected,
    event::tunnelled{"server.example", 5000, 2ms},
    event::greeted{120us},
    event::established{true, 340us},
    event::reply{1, 44, 1ms, false, {}},
};

statistics one_reply() {
  statistics out;
  out.transmitted = 1;
  out.received = 1;
  out.round_trips.add(1ms);
  return out;
}

std::string summary_of(text_style style, const std::vector<ping_event>& events,
                       const statistics& totals) {
  text_report report(style);
  for (const auto& happened : events)
    (void)report.on(happened, now);
  return report.summary({totals, {}, {}, {}}, now);
}

struct row {
  ping_event happened;
  std::string line;
};

const std::vector<row> rows{
    {event::connection_made{1, 12'304us},
     "connected to 192.0.2.7: seq=1 time=12.30 ms\n"},
    {event::connection_failed{3, std::make_error_code(std::errc::connection_refused)},
     "no connection to 192.0.2.7: seq=3 (" +
         std::make_error_code(std::errc::connection_refused).message() + ")\n"},
    {event::connection_failed{4, errc::timed_out},
     "no connection to 192.0.2.7: seq=4 (no answer in time)\n"},
    {event::closed_at_once{1, 310us},
     "closed at once by 192.0.2.7: seq=1 (after 0.31 ms)\n"},
    {event::closed_at_once{1, 310us, true},
     "reset at once by 192.0.2.7: seq=1 (after 0.31 ms)\n"},
    {event::disconnected{errc::closed_by_peer},
     "disconnected from 192.0.2.7: the peer closed the session\n"},
    {event::lost{5, 1s, errc::closed_by_peer},
     "no reply from 192.0.2.7: seq=5 (connection lost)\n"},
};

TEST_CASE("report_text: a host's name can't command a terminal") {
  const std::string host = "a\xE2\x80\xAE\x9B";
  const std::string shown = "a\\xe2\\x80\\xae\\x9b";
  const std::vector<ping_event> events{
      event::connecting{host, 5000, host + ":3128"},
      event::resolved{host, {"192.0.2.9"}, 1ms},
      proxy_connected,
      event::tunnelled{host, 5000, 2ms},
      event::reply{1, 44, 1ms, false, {}},
  };
  const text_style verbose{.verbose = true};
  const auto lines = lines_of(verbose, events);
  CHECK(contains(lines, "resolved " + shown + " to "));
  CHECK(contains(lines, "tunnel to " + shown + ":5000 open"));
  CHECK(contains(lines, "44 bytes from " + shown + ": "));
  const auto summary = summary_of(verbose, events, one_reply());
  CHECK(contains(summary, "--- " + shown + " TMSS10Ping"));
  CHECK(contains(summary, "\ntarget " + shown + " port 5000\n"));
  CHECK(contains(summary, "\nvia proxy " + shown + ":3128 at "));
  CHECK_FALSE(contains(lines + summary, host));
}

TEST_CASE("report_text: a connection that was made rings the bell, and no other line") {
  for (const auto& [happened, line] : rows) {
    const bool rings = std::holds_alternative<event::connection_made>(happened);
    const auto rest = line.substr(0, line.size() - 1);
    CHECK(line_of({.audible = true}, happened) == rest + (rings ? "\a\n" : "\n"));
    CHECK(line_of({.quiet = true, .audible = true}, happened).empty());
  }
}

TEST_CASE("report_text: a bare connection has its lines") {
  for (const auto& [happened, line] : rows)
    CHECK(line_of({}, happened) == line);
}

TEST_CASE("report_text: quiet leaves out every line, verbose none") {
  for (const auto& [happened, line] : rows) {
    CHECK(line_of({.quiet = true}, happened).empty());
    CHECK(line_of({.quiet = true, .verbose = true, .timestamps = timestamp_format::epoch},
                  happened)
              .empty());
    const bool timed = std::holds_alternative<event::connection_made>(happened);
    CHECK(line_of({.verbose = true}, happened) ==
          (timed ? "connected to 192.0.2.7: seq=1 time=12.304 ms\n" : line));
  }
}

TEST_CASE("report_text: -v shows an address that was tried in vain") {
  event::attempt tried{.address = "2001:db8::7",
                       .port = 5000,
                       .local_address = "2001:db8::1",
                       .took = 250'312us,
                       .error = errc::stopped};
  CHECK(line_of({.verbose = true}, tried) ==
        "tried 2001:db8::7 port 5000 from 2001:db8::1 for 250.312 ms: no answer before "
        "another connected\n");
  CHECK(line_of({}, tried).empty());
  CHECK(line_of({.quiet = true, .verbose = true}, tried).empty());
  tried.error = std::make_error_code(std::errc::host_unreachable);
  tried.icmp = test::icmp_v6(1, 3);
  tried.local_address.clear();
  tried.of_proxy = true;
  CHECK(line_of({.verbose = true}, tried) ==
        "tried proxy 2001:db8::7 port 5000 for 250.312 ms: 2001:db8::fe says: host "
        "unreachable\n");
  tried.error.clear();
  tried.icmp.reset();
  CHECK(line_of({.verbose = true}, tried).empty());
}

TEST_CASE("report_text: every line has its time stamp, and no empty one") {
  for (const auto& [happened, line] : rows)
    CHECK(line_of({.timestamps = timestamp_format::epoch}, happened) == stamp + line);
  CHECK(lines_of({.timestamps = timestamp_format::epoch},
                 {event::connecting{"server.example", 5000, {}}, proxy_connected,
                  event::sent{1, {}}, event::not_connected{}})
            .empty());
}

TEST_CASE("report_text: through a proxy the lines name the target as it was typed") {
  CHECK(lines_of({}, through_a_proxy) ==
        "44 bytes from server.example: seq=1 time=1.00 ms\n");
  CHECK(summary_of({}, through_a_proxy, one_reply()) ==
        "\n--- server.example TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
}

TEST_CASE("report_text: verbose shows the proxy's stages, and the proxy in the summary") {
  CHECK(lines_of({.verbose = true}, through_a_proxy) ==
        "resolved proxy.example to 192.0.2.9 in 1.500 ms\n"
        "connected to proxy 192.0.2.9 port 3128 from 192.0.2.1 port 40000 in 0.250 ms\n"
        "tunnel to server.example:5000 open in 2.000 ms\n"
        "greeting received in 0.120 ms\n"
        "handshake done in 0.340 ms (open mode)\n"
        "44 bytes from server.example: seq=1 time=1.000 ms\n");
  const std::string summary =
      "\n--- server.example TMSS10Ping statistics ---\n"
      "1 packets transmitted\n"
      "target server.example port 5000\n"
      "via proxy proxy.example:3128 at 192.0.2.9 from 192.0.2.1\n"
      "round-trip min/avg/max = 1.000/1.000/1.000 ms\n"
      "mdev/median/p90/p95/p99 = 0.000/1.000/1.000/1.000/1.000 ms\n"
      "first/jitter = 1.000/0.000 ms\n";
  CHECK(summary_of({.verbose = true}, through_a_proxy, one_reply()) == summary);
  CHECK(summary_of({.quiet = true, .verbose = true}, through_a_proxy, one_reply()) ==
        summary);
}

TEST_CASE("report_text: a tunnel to an IPv6 address has it in brackets") {
  CHECK(lines_of({.verbose = true}, {event::tunnelled{"2001:db8::7", 5000, 2ms}}) ==
        "tunnel to [2001:db8::7]:5000 open in 2.000 ms\n");
}

TEST_CASE("report_text: without a proxy there is none in the summary") {
  const auto summary =
      summary_of({.verbose = true},
                 {event::connecting{"server.example", 5000, {}}, connected}, one_reply());
  CHECK(!contains(summary, "proxy"));
}

TEST_CASE("report_text: the summary has the target as it was typed, and the ways there") {
  const event::connecting connecting{"server.example", 5000, {}};
  const auto target_of = [&](const std::vector<ping_event>& events) {
    const auto lines =
        test::lines_of(summary_of({.quiet = true, .verbose = true}, events, one_reply()));
    REQUIRE(lines.size() > 3);
    return lines[3];
  };
  CHECK(target_of({connecting}) == "target server.example port 5000");
  CHECK(target_of({connecting, connected, connected}) ==
        "target server.example port 5000 at 192.0.2.7 from 192.0.2.1");
  auto other = connected;
  other.address = "2001:db8::7";
  other.local_address = "2001:db8::1";
  other.interface_name = "eth0\x1b";
  CHECK(target_of({connecting, connected, other, connected}) ==
        "target server.example port 5000 at 192.0.2.7 from 192.0.2.1, "
        "2001:db8::7 from 2001:db8::1 (eth0\\x1b)");
  CHECK(!contains(summary_of({}, {connecting, connected}, one_reply()), "target"));
}

TEST_CASE("report_text: of many ways there, the summary has the first ones") {
  used_ends used;
  CHECK(used.text().empty());
  for (std::size_t i = 0; i < used_ends::most_kept; ++i)
    used.add("192.0.2." + std::to_string(i), "192.0.2.100", {});
  const auto all = used.text();
  CHECK(all.ends_with("192.0.2.7 from 192.0.2.100"));
  used.add("192.0.2.0", "192.0.2.100", {});
  CHECK(used.text() == all);
  used.add("198.51.100.1", "192.0.2.100", {});
  CHECK(used.text() == all + ", and others");
}

TEST_CASE("report_text: reconnections are counted after the losses") {
  auto totals = one_reply();
  CHECK(!contains(summary_of({}, {connected}, totals), "reconnection"));
  totals.reconnections = 1;
  CHECK(summary_of({}, {connected}, totals) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "1 packets transmitted\n"
        "1 reconnection\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
  totals.transmitted = 2;
  totals.lost = 1;
  totals.reconnections = 2;
  CHECK(summary_of({.quiet = true}, {connected}, totals) ==
        "\n--- 192.0.2.7 TMSS10Ping statistics ---\n"
        "2 packets transmitted\n"
        "1 packets received, 50% packet loss\n"
        "2 reconnections\n"
        "round-trip min/avg/max = 1.00/1.00/1.00 ms\n");
}

TEST_CASE("report_text: verbose has the proxy before the losses and the reconnections") {
  statistics totals;
  totals.transmitted = 2;
  totals.lost = 2;
  totals.reconnections = 3;
  CHECK(summary_of({.verbose = true}, through_a_proxy, totals) ==
        "\n--- server.example TMSS10Ping statistics ---\n"
        "2 packets transmitted\n"
        "target server.example port 5000\n"
        "via proxy proxy.example:3128 at 192.0.2.9 from 192.0.2.1\n"
        "0 packets received, 100% packet loss\n"
        "3 reconnections\n");
}

}  // namespace
}  // namespace tmss10
