// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/nagios_thresholds.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_nagios.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::thresholds_of;
using test::usual_thresholds;
using enum nagios_state;

/// What a plugin says of a run with that outcome and that state.
std::string text_of(run_outcome outcome, nagios_state state,
                    const nagios_thresholds& thresholds = {}) {
  outcome.judged.state = state;
  return nagios_report(outcome, thresholds);
}

TEST_CASE("report_nagios: a run in which all was answered") {
  CHECK(text_of(test::four_answers(), ok, usual_thresholds) ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;100;500;0 pl=0%;20;60;0\n");
}

TEST_CASE("report_nagios: thresholds that nobody set are empty") {
  CHECK(text_of(test::four_answers(), ok) ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;;;0 pl=0%;;;0\n");
  CHECK(text_of(test::four_answers(), ok, thresholds_of(",20%", ",60%")) ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;;;0 pl=0%;20;60;0\n");
}

TEST_CASE("report_nagios: a note is part of the line, and can't begin its data") {
  auto outcome = test::four_answers();
  outcome.judged.state = ok;
  CHECK(nagios_report(outcome, {}, "an SMTP server answers there: \"554 a | b\"") ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms; an SMTP server answers "
        "there: \"554 a \\x7c b\" | rta=0.300ms;;;0 pl=0%;;;0\n");
}

TEST_CASE("report_nagios: a lost ping is counted") {
  CHECK(text_of(test::outcome_of({1ms, 3ms, 2ms}, 1), warning) ==
        "TMSS10 WARNING - 3 of 4 pings answered, average 2.00 ms | "
        "rta=2.000ms;;;0 pl=25%;;;0\n");
}

TEST_CASE("report_nagios: a run without an answer has no time, but may have a cause") {
  auto silent = test::outcome_of({}, 4);
  CHECK(text_of(silent, critical) ==
        "TMSS10 CRITICAL - 0 of 4 pings answered | rta=U;;;0 pl=100%;;;0\n");
  silent.why = test::refused();
  silent.why->where = stage::exchange;
  silent.why->error = errc::timed_out;
  silent.why->seen = silence_cause::not_answered;
  CHECK(
      text_of(silent, critical) ==
      "TMSS10 CRITICAL - 0 of 4 pings answered: 192.0.2.7 port 5000: pings arrived, but "
      "were not answered in time | rta=U;;;0 pl=100%;;;0\n");
}

TEST_CASE("report_nagios: pings that nobody waited for leave the loss unknown") {
  auto outcome = test::outcome_of({});
  outcome.figures.totals.transmitted = 1;
  outcome.judged.code = exit_code::not_all_answered;
  CHECK(text_of(outcome, critical, usual_thresholds) ==
        "TMSS10 CRITICAL - 0 of 1 pings answered, 1 still unanswered | "
        "rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: why there was no connection is told") {
  CHECK(text_of(test::failed_outcome(test::refused()), critical, usual_thresholds) ==
        "TMSS10 CRITICAL - 192.0.2.7 port 5000: connection refused | "
        "rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: a run that lost its connection has its figures, too") {
  auto outcome = test::outcome_of({1ms}, 1);
  outcome.why = test::refused();
  outcome.why->lost_before = errc::ended_without_close;
  outcome.judged.code = exit_code::connection_lost;
  const auto text = text_of(outcome, critical);
  CHECK(
      text.starts_with("TMSS10 CRITICAL - 1 of 2 pings answered, average 1.00 "
                       "ms: 192.0.2.7 port 5000: the connection was lost ("));
  CHECK(text.ends_with(" | rta=1.000ms;;;0 pl=50%;;;0\n"));
}

TEST_CASE("report_nagios: what was exceeded is named") {
  auto outcome = test::four_answers();
  outcome.judged.code = exit_code::threshold_exceeded;
  outcome.judged.exceeded = "a round trip of 0.310 ms, over --max-rtt 0.000";
  CHECK(text_of(outcome, critical) ==
        "TMSS10 CRITICAL - 4 of 4 pings answered, average 0.30 ms: a round trip of 0.310 "
        "ms, over --max-rtt 0.000 | rta=0.300ms;;;0 pl=0%;;;0\n");
  outcome.why = test::refused();
  outcome.judged.exceeded = "25% packet loss, over --max-loss 20";
  CHECK(test::contains(text_of(outcome, critical),
                       ": 25% packet loss, over --max-loss 20; 192.0.2.7 port 5000: "
                       "connection refused | "));
}

TEST_CASE("report_nagios: what kept a run from starting is told in safe words") {
  CHECK(nagios_unknown("--warn: \"1|2\n\" is not RTT,LOSS%") ==
        "TMSS10 UNKNOWN - --warn: \"1\\x7c2\\x0a\" is not RTT,LOSS%\n");
}

TEST_CASE("report_nagios: an interrupted run without a result says what ended it") {
  auto outcome = test::outcome_of({});
  outcome.judged.code = exit_code::reader_gone;
  CHECK(text_of(outcome, unknown) ==
        "TMSS10 UNKNOWN - no ping was sent | rta=U;;;0 pl=U;;;0\n");
  for (const std::uint64_t sent : {0, 1}) {
    outcome.figures.totals.transmitted = sent;
    for (const auto& [code, words] :
         {std::pair(exit_code::hung_up, "hung up (SIGHUP)"),
          std::pair(exit_code::interrupted, "interrupted (SIGINT)"),
          std::pair(exit_code::terminated, "terminated (SIGTERM)")}) {
      outcome.judged.code = code;
      CHECK(text_of(outcome, unknown) == std::string("TMSS10 UNKNOWN - ") + words +
                                             " before any result | "
                                             "rta=U;;;0 pl=U;;;0\n");
    }
  }
}

TEST_CASE("report_nagios: that it is down as it was to be is told") {
  auto outcome = test::outcome_of({});
  outcome.came = "--until-down: it is down: refused";
  CHECK(text_of(outcome, ok) ==
        "TMSS10 OK - --until-down: it is down: refused | rta=U;;;0 pl=U;;;0\n");
  outcome = test::outcome_of({1ms}, 1);
  outcome.came = "--until-down: it is down";
  CHECK(test::contains(text_of(outcome, ok),
                       "average 1.00 ms: --until-down: it is down | "));
}

TEST_CASE("report_nagios: warnings are lines below") {
  auto outcome = test::four_answers();
  outcome.warnings = {"there is no trace log", "a|b\nc"};
  CHECK(text_of(outcome, ok) ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | rta=0.300ms;;;0 pl=0%;;;0\n"
        "there is no trace log\na\\x7cb\\x0ac\n");
}

TEST_CASE("report_nagios: what a peer sent does not begin the performance data") {
  auto why = test::refused();
  why.where = stage::greeting;
  why.error = errc::not_a_greeting;
  const auto sent = view_of("| a=1\n\x1b");
  why.first_bytes = {sent.begin(), sent.end()};
  const auto line = text_of(test::failed_outcome(why), critical);
  CHECK(test::contains(line, "\\x7c a=1\\x0a\\x1b"));
  CHECK(line.find('|') == line.rfind('|'));
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("report_nagios: a range is shown as the guidelines have it") {
  CHECK(text_of(test::outcome_of({20ms}), ok, thresholds_of("10:20,@5:10%", "~:500")) ==
        "TMSS10 OK - 1 of 1 pings answered, average 20.00 ms | "
        "rta=20.000ms;10:20;~:500;0 pl=0%;@5:10;;0\n");
}

}  // namespace
}  // namespace tmss10
