// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_log.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

/// 2026-11-21T08:05:09.042Z.
const std::chrono::system_clock::time_point now{1'795'248'309s + 42'900us};

const peer_name v4{.address = "192.0.2.7", .port = 40'000};
const peer_name v6{.address = "2001:db8::7", .port = 40'000};

std::string line_of(const responder_event& happened, log_level level) {
  return log_line(happened, level, now);
}

struct logged_line {
  responder_event happened;
  log_level from;
  std::string text;
};

const std::vector<logged_line> rows{
    {event::listening{v4}, log_level::quiet, "listening on 192.0.2.7:40000"},
    {event::listening{v6}, log_level::quiet, "listening on [2001:db8::7]:40000"},
    {event::accepted{v6}, log_level::verbose, "[2001:db8::7]:40000 connected"},
    {event::turned_away{v4, admission_refusal::too_many}, log_level::quiet,
     "192.0.2.7:40000 turned away: the connection limit is reached"},
    {event::turned_away{v6, admission_refusal::too_many_of_address}, log_level::quiet,
     "[2001:db8::7]:40000 turned away: the connection limit of its address is reached"},
    {event::handshake_failed{v4, errc::authentication_failed}, log_level::quiet,
     "192.0.2.7:40000 handshake failed: a message failed to authenticate"},
    {event::handshake_failed{v4, errc::bad_handshake_length, 0s, "HTTP"},
     log_level::quiet,
     "192.0.2.7:40000 handshake failed: received HTTP instead of TMSS10"},
    {event::served{v4, 44, {}}, log_level::verbose,
     "192.0.2.7:40000 request of 44 bytes: answered"},
    {event::served{v4, 44, errc::unknown_function}, log_level::verbose,
     "192.0.2.7:40000 request of 44 bytes: the request has an unknown function"},
    {event::ended{v4, errc::closed_by_peer, 4, 1500ms}, log_level::normal,
     "192.0.2.7:40000 session ended after 4 requests in 1.50 s: the peer closed the "
     "session"},
    {event::ended{v4, errc::closed_by_peer, 1, 0s}, log_level::normal,
     "192.0.2.7:40000 session ended after 1 request in 0.00 s: the peer closed the "
     "session"},
    {event::ended{v4, errc::ended_without_close, 0, 2s}, log_level::quiet,
     "192.0.2.7:40000 session ended after 0 requests in 2.00 s: the connection ended "
     "without a close message"},
    {event::accept_failed{errc::stopped}, log_level::quiet,
     "can't accept a connection: stopped"},
};

bool is_end(const responder_event& happened) {
  return std::holds_alternative<event::turned_away>(happened) ||
         std::holds_alternative<event::handshake_failed>(happened) ||
         std::holds_alternative<event::ended>(happened);
}

TEST_CASE("report_log: a note can't command a terminal") {
  const auto line = log_note("key file a\x1b[2J\xE2\x80\xAE\n", {});
  CHECK(line.ends_with("Z key file a\\x1b[2J\\xe2\\x80\\xae\\x0a\n"));
}

TEST_CASE("report_log: every event has its line, from its level on") {
  for (const auto& [happened, from, text] : rows) {
    CAPTURE(text);
    for (const log_level level :
         {log_level::quiet, log_level::normal, log_level::verbose}) {
      if (level == log_level::verbose && is_end(happened)) continue;
      const std::string expected =
          level < from ? "" : "2026-11-21T08:05:09.042Z " + text + "\n";
      CHECK(line_of(happened, level) == expected);
    }
  }
}

TEST_CASE("report_log: the end of each connection has its fields when verbose") {
  const auto fields_of = [](const responder_event& happened) {
    return line_of(happened, log_level::verbose);
  };
  const std::string begin = "2026-11-21T08:05:09.042Z connection peer=";
  CHECK(fields_of(event::ended{v6, errc::closed_by_peer, 4, 1500us}) ==
        begin +
            "[2001:db8::7]:40000 result=session requests=4 seconds=0.001500 "
            "reason=\"the peer closed the session\"\n");
  CHECK(fields_of(event::handshake_failed{v4, errc::authentication_failed, 2s}) ==
        begin +
            "192.0.2.7:40000 result=handshake_failed seconds=2.000000 "
            "reason=\"a message failed to authenticate\"\n");
  CHECK(fields_of(event::handshake_failed{v4, errc::bad_handshake_length, 2s, "TLS"}) ==
        begin +
            "192.0.2.7:40000 result=handshake_failed seconds=2.000000 "
            "reason=\"received TLS instead of TMSS10\"\n");
  CHECK(fields_of(event::turned_away{v4, admission_refusal::too_many}) ==
        begin + "192.0.2.7:40000 result=turned_away limit=all\n");
  CHECK(fields_of(event::turned_away{v4, admission_refusal::too_many_of_address}) ==
        begin + "192.0.2.7:40000 result=turned_away limit=address\n");
}

TEST_CASE("report_log: any other text is a line, too") {
  CHECK(log_note("metrics at some place", now) ==
        "2026-11-21T08:05:09.042Z metrics at some place\n");
}

TEST_CASE("report_log: good ends of a session are left out when quiet") {
  for (const errc reason : {errc::closed_by_peer, errc::idle, errc::stopped}) {
    CHECK(line_of(event::ended{v4, reason, 1, 1s}, log_level::quiet).empty());
    CHECK(!line_of(event::ended{v4, reason, 1, 1s}, log_level::normal).empty());
  }
  for (const errc reason : {errc::ended_without_close, errc::authentication_failed,
                            errc::bad_message_length, errc::timed_out}) {
    CHECK(!line_of(event::ended{v4, reason, 1, 1s}, log_level::quiet).empty());
  }
}

TEST_CASE("report_log: a time stamp has three digits of a second, rounded down") {
  const auto at = [](std::chrono::system_clock::duration since) {
    const auto line = log_line(event::accept_failed{errc::stopped}, log_level::quiet,
                               std::chrono::system_clock::time_point(since));
    return line.substr(0, line.find(' '));
  };
  CHECK(at(0s) == "1970-01-01T00:00:00.000Z");
  CHECK(at(999'999us) == "1970-01-01T00:00:00.999Z");
  CHECK(at(1s) == "1970-01-01T00:00:01.000Z");
}

TEST_CASE("report_log: sessions that tested the path are one line, none when quiet") {
  for (const std::error_code reason :
       {make_error_code(errc::closed_by_peer), make_error_code(errc::idle),
        make_error_code(errc::stopped), make_error_code(errc::ended_without_close),
        make_error_code(std::errc::connection_reset),
        make_error_code(std::errc::timed_out)}) {
    CAPTURE(reason.message());
    const event::ended test{v4, reason, 1, 1s, true};
    CHECK(is_path_test(test));
    CHECK(line_of(test, log_level::quiet).empty());
    CHECK(line_of(test, log_level::normal) ==
          "2026-11-21T08:05:09.042Z 192.0.2.7 tests the path to here: how its sessions "
          "for that end is shown with -v only\n");
    CHECK(line_of(test, log_level::verbose) ==
          "2026-11-21T08:05:09.042Z connection peer=192.0.2.7:40000 result=session "
          "requests=1 seconds=1.000000 reason=\"" +
              reason.message() + "\"\n");
    CHECK(!is_path_test(event::ended{v4, reason, 1, 1s, false}));
  }
}

TEST_CASE("report_log: a test of the path hides no broken message") {
  for (const errc reason : {errc::authentication_failed, errc::bad_message_length}) {
    const event::ended broken{v4, reason, 1, 1s, true};
    CHECK(!is_path_test(broken));
    CHECK(!line_of(broken, log_level::quiet).empty());
  }
}

}  // namespace
}  // namespace tmss10
