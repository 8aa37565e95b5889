// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/control_character.hpp"
#include "support/hex.hpp"
#include "support/icmp.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_trace.hpp>

#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::bytes_of;
using test::contains;
using test::has_control_character;

const std::string asked = "TMSS10API_Send: Function(Ping) Length(0) Flags(0) OptArgs(0)";
const std::string answered =
    "TMSS10API_Send: RC(Request OK) Feedback(0) MiliSecs(0) Avail(0) Count(0) Length(0)";

failure refusal_of_a_proxy(const std::string& reason) {
  failure out;
  out.where = stage::proxy_tunnel;
  out.error = errc::proxy_refused_tunnel;
  out.host = "server.example";
  out.port = 5000;
  out.proxy = failed_proxy{"proxy.example", 3128, "192.0.2.9", 403, reason, {}, {}, {}};
  return out;
}

failure refusal_to(const std::string& host) {
  failure out;
  out.where = stage::connect;
  out.error = std::make_error_code(std::errc::connection_refused);
  out.host = host;
  return out;
}

std::string line_of(const ping_event& happened) {
  return trace_line(occurrence(happened, {}));
}

TEST_CASE("report_trace: a run of four pings has the lines of the vendor's sample") {
  std::vector<ping_event> events{
      event::connecting{"localhost", 5000, {}},
      event::resolved{"localhost", {"127.0.0.1"}, 1ms},
      event::connected{"127.0.0.1", 5000, "127.0.0.1", 40'000, 1ms},
      event::greeted{1ms},
      event::established{true, 1ms},
  };
  for (const std::uint64_t sequence : {1U, 2U, 3U, 4U}) {
    events.emplace_back(event::sent{sequence, {}});
    events.emplace_back(event::reply{sequence, 44, 310us, false, {}});
  }
  std::vector<std::string> lines{trace_begin("Feb  2 2017 10:18:50")};
  for (const auto& happened : events) {
    if (auto line = line_of(happened); !line.empty()) lines.push_back(line);
  }
  lines.push_back(trace_end());
  CHECK(lines ==
        std::vector<std::string>{"TMSS10API_Init (API Version=Feb  2 2017 10:18:50)",
                                 "TMSS10API_Connect: Server(localhost) Port(5000)",
                                 "TMSS10API_Connect: Connection OK IP(127.0.0.1)", asked,
                                 answered, asked, answered, asked, answered, asked,
                                 answered, "TMSS10API_Term"});
}

TEST_CASE("report_trace: every field of a request and of a response is shown") {
  const event::sent sent{
      7, {.function = function_code::ping, .flags = 1, .optargs = 2, .length = 65'000}};
  CHECK(line_of(sent) ==
        "TMSS10API_Send: Function(Ping) Length(65000) Flags(1) OptArgs(2)");
  const event::reply reply{.sequence = 7,
                           .wire_size = 44,
                           .round_trip = 1ms,
                           .late = true,
                           .header = {.rc = return_code::request_ok,
                                      .feedback = 255,
                                      .milisecs = 65'535,
                                      .avail = 3,
                                      .count = 4,
                                      .length = 5}};
  CHECK(line_of(reply) ==
        "TMSS10API_Send: RC(Request OK) Feedback(255) MiliSecs(65535) Avail(3) Count(4) "
        "Length(5)");
}

TEST_CASE("report_trace: a return code has its name, and one without a name its number") {
  const std::vector<std::string> names{"Request OK", "Unknown Function", "Bad Request",
                                       "Too Large"};
  for (unsigned rc = 0; rc < 256; ++rc) {
    CAPTURE(rc);
    const event::bad_reply bad{.sequence = 1,
                               .reason = errc::answered_undefined,
                               .header = {.rc = static_cast<return_code>(rc)}};
    const std::string name = rc < names.size() ? names[rc] : std::to_string(rc);
    CHECK(line_of(bad).starts_with("TMSS10API_Send: RC(" + name + ") Feedback(0) "));
  }
}

TEST_CASE("report_trace: a function without a name has its number") {
  for (const unsigned function : {0U, 2U, 0xFFFFU}) {
    const event::sent sent{1, {.function = static_cast<function_code>(function)}};
    CHECK(line_of(sent) == "TMSS10API_Send: Function(" + std::to_string(function) +
                               ") Length(0) Flags(0) OptArgs(0)");
  }
}

TEST_CASE("report_trace: every event of a failure has its line, and its reason") {
  failure refused;
  refused.where = stage::connect;
  refused.error = std::make_error_code(std::errc::connection_refused);
  refused.host = "server.example";
  refused.port = 5000;
  refused.address = "192.0.2.7";
  struct row {
    ping_event happened;
    std::string line;
  };
  const std::vector<row> rows{
      {event::not_connected{refused},
       "TMSS10API_Connect: Connection Failed Reason(server.example (192.0.2.7) port "
       "5000: "
       "connection refused)"},
      {event::not_connected{refusal_of_a_proxy("Forbidden")},
       "TMSS10API_Connect: Connection Failed Reason(proxy proxy.example (192.0.2.9) port "
       "3128: it refuses a tunnel to server.example port 5000: 403 Forbidden)"},
      {event::connection_failed{3, errc::timed_out},
       "TMSS10API_Connect: Connection Failed Reason(no answer in time)"},
      {event::closed_at_once{2, 12'999us},
       "TMSS10API_Connect: Connection Closed MiliSecs(12)"},
      {event::closed_at_once{2, 12'999us, true},
       "TMSS10API_Connect: Connection Reset MiliSecs(12)"},
      {event::banner{2, bytes_of("SSH-2.0-x\x1b\r\n"), 12'999us},
       "TMSS10API_Connect: Banner MiliSecs(12) Text(SSH-2.0-x\\x1b\\x0d\\x0a)"},
      {event::disconnected{errc::closed_by_peer},
       "TMSS10API_Connect: Connection Lost Reason(the peer closed the session)"},
      {event::bad_reply{1, errc::wrong_echo, {}},
       answered + " Reason(the reply does not echo what was sent)"},
      {event::lost{1, 5'000'999us, errc::timed_out},
       "TMSS10API_Send: No Response MiliSecs(5000) Reason(no answer in time)"},
      {event::lost{1, 10ms, errc::ended_without_close},
       "TMSS10API_Send: No Response MiliSecs(10) Reason(the connection ended without a "
       "close message)"},
  };
  for (const auto& [happened, line] : rows)
    CHECK(line_of(happened) == line);
}

TEST_CASE("report_trace: an attempt that failed has its line, and who said no") {
  event::attempt tried{.address = "2001:db8::7",
                       .port = 5000,
                       .local_address = "2001:db8::1",
                       .took = 250'999us,
                       .error = errc::stopped};
  CHECK(
      line_of(tried) ==
      "TMSS10API_Connect: Attempt IP(2001:db8::7) MiliSecs(250) Result(no answer before "
      "another connected)");
  tried.error = std::make_error_code(std::errc::permission_denied);
  tried.icmp = test::icmp_v6(1, 1);
  CHECK(line_of(tried) ==
        "TMSS10API_Connect: Attempt IP(2001:db8::7) MiliSecs(250) Result(2001:db8::fe "
        "says: administratively prohibited)");
  // The vendor's log has a line for a connection already.
  tried.error.clear();
  tried.icmp.reset();
  CHECK(line_of(tried).empty());
}

TEST_CASE("report_trace: a proxy's stages have their lines") {
  CHECK(line_of(event::connecting{"server.example", 5000, "proxy.example:3128"}) ==
        "TMSS10API_Connect: Server(server.example) Port(5000) Proxy(proxy.example:3128)");
  CHECK(line_of(event::proxy_connected{"192.0.2.9", 3128, "192.0.2.1", 40'000, 1ms}) ==
        "TMSS10API_Connect: Proxy Connection OK IP(192.0.2.9)");
  CHECK(line_of(event::tunnelled{"server.example", 5000, 1ms}) ==
        "TMSS10API_Connect: Connection OK Tunnel(server.example:5000)");
  CHECK(line_of(event::tunnelled{"2001:db8::7", 5000, 1ms}) ==
        "TMSS10API_Connect: Connection OK Tunnel([2001:db8::7]:5000)");
}

TEST_CASE("report_trace: events that the vendor's log does not know have no line") {
  const std::vector<ping_event> silent{
      event::resolved{"server.example", {"192.0.2.7"}, 1ms}, event::greeted{1ms},
      event::established{false, 1ms}, event::connection_made{1, 1ms}};
  for (const auto& happened : silent)
    CHECK(line_of(happened).empty());
}

TEST_CASE("report_trace: a name or a reason phrase can't break or command a line") {
  const std::string evil =
      "a\n\r\t\x1b[31m\x7f\xC2\x9B"
      "b\xFF";
  const std::vector<ping_event> events{
      event::connecting{evil, 5000, {}},
      event::connecting{"server.example", 5000, evil},
      event::tunnelled{evil, 5000, 1ms},
      event::not_connected{refusal_of_a_proxy(evil)},
      event::not_connected{refusal_to(evil)},
  };
  for (const auto& happened : events) {
    const auto line = line_of(happened);
    CAPTURE(line);
    CHECK(contains(line, "a\\x0a\\x0d\\x09\\x1b[31m\\x7f\\xc2\\x9bb\\xff"));
    CHECK(!has_control_character(line));
  }
}

}  // namespace
}  // namespace tmss10
