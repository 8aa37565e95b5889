// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/errc.hpp>
#include <tmss10/core/report_nagios.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const nagios_thresholds usual{nagios_limit{100ms, 20}, nagios_limit{500ms, 60}};

nagios_state state_of(const run_outcome& outcome, const nagios_thresholds& thresholds) {
  return nagios_report(outcome, thresholds).state;
}

TEST_CASE("report_nagios: a run in which all was answered is OK") {
  const auto result = nagios_report(test::four_answers(), usual);
  CHECK(result.state == nagios_state::ok);
  CHECK(result.line ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;100;500;0 pl=0%;20;60;0\n");
}

TEST_CASE("report_nagios: thresholds that nobody set are empty") {
  CHECK(nagios_report(test::four_answers(), {}).line ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;;;0 pl=0%;;;0\n");
}

TEST_CASE("report_nagios: a state begins at its threshold") {
  using state = nagios_state;
  CHECK(state_of(test::outcome_of({99'999us}), usual) == state::ok);
  CHECK(state_of(test::outcome_of({100ms}), usual) == state::warning);
  CHECK(state_of(test::outcome_of({499ms}), usual) == state::warning);
  CHECK(state_of(test::outcome_of({500ms}), usual) == state::critical);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms, 1ms}, 1), usual) == state::ok);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms}, 1), usual) == state::warning);
  CHECK(state_of(test::outcome_of({1ms, 1ms}, 3), usual) == state::critical);
}

TEST_CASE("report_nagios: without --warn a lost ping is a warning") {
  const auto lost = test::outcome_of({1ms, 3ms, 2ms}, 1);
  const auto result = nagios_report(lost, {});
  CHECK(result.state == nagios_state::warning);
  CHECK(result.line ==
        "TMSS10 WARNING - 3 of 4 pings answered, average 2.00 ms | "
        "rta=2.000ms;;;0 pl=25%;;;0\n");
  CHECK(state_of(lost, {{}, nagios_limit{1s, 25}}) == nagios_state::critical);
  CHECK(state_of(lost, {nagios_limit{1s, 26}, {}}) == nagios_state::ok);
}

TEST_CASE("report_nagios: a run without an answer is critical, whatever is allowed") {
  auto silent = test::outcome_of({}, 4);
  const auto result = nagios_report(silent, {});
  CHECK(result.state == nagios_state::critical);
  CHECK(result.line ==
        "TMSS10 CRITICAL - 0 of 4 pings answered | rta=U;;;0 pl=100%;;;0\n");
  silent.why = test::refused();
  silent.why->where = stage::exchange;
  silent.why->error = errc::timed_out;
  silent.why->seen = stall::not_answered;
  CHECK(
      nagios_report(silent, {}).line ==
      "TMSS10 CRITICAL - 0 of 4 pings answered: 192.0.2.7 port 5000: pings arrived, but "
      "were not answered in time | rta=U;;;0 pl=100%;;;0\n");
}

TEST_CASE("report_nagios: pings that nobody waited for leave the loss unknown") {
  auto outcome = test::outcome_of({});
  outcome.figures.totals.transmitted = 1;
  outcome.code = exit_code::not_all_answered;
  CHECK(nagios_report(outcome, usual).line ==
        "TMSS10 CRITICAL - 0 of 1 pings answered | rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: no connection is critical, and told") {
  const auto result = nagios_report(test::failed_outcome(test::refused()), usual);
  CHECK(result.state == nagios_state::critical);
  CHECK(result.line ==
        "TMSS10 CRITICAL - 192.0.2.7 port 5000: connection refused | "
        "rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: a run that lost its connection has its figures, too") {
  auto outcome = test::outcome_of({1ms}, 1);
  outcome.why = test::refused();
  outcome.why->lost_before = errc::ended_without_close;
  outcome.code = exit_code::connection_lost;
  const auto result = nagios_report(outcome, {});
  CHECK(result.state == nagios_state::critical);
  CHECK(
      result.line.starts_with("TMSS10 CRITICAL - 1 of 2 pings answered, average 1.00 "
                              "ms: 192.0.2.7 port 5000: the connection was lost ("));
  CHECK(result.line.ends_with(" | rta=1.000ms;;;0 pl=50%;;;0\n"));
}

TEST_CASE("report_nagios: every exit code has its state") {
  for (const auto& meaning : exit_code_meanings()) {
    auto outcome = test::four_answers();
    outcome.code = meaning.code;
    const int code = static_cast<int>(meaning.code);
    CAPTURE(code);
    const bool unknown = code == 2 || code > 100;
    CHECK(state_of(outcome, {}) == (code == 0   ? nagios_state::ok
                                    : code == 1 ? nagios_state::warning
                                    : unknown   ? nagios_state::unknown
                                                : nagios_state::critical));
  }
}

TEST_CASE("report_nagios: an error of this machine is unknown") {
  auto why = test::refused();
  why.error = std::make_error_code(std::errc::too_many_files_open);
  CHECK(state_of(test::failed_outcome(why), {}) == nagios_state::unknown);
  const auto result = nagios_unknown("--warn: \"1|2\n\" is not RTT,LOSS%");
  CHECK(result.state == nagios_state::unknown);
  CHECK(result.line == "TMSS10 UNKNOWN - --warn: \"1\\x7c2\\x0a\" is not RTT,LOSS%\n");
}

TEST_CASE("report_nagios: an interrupted run without a result is unknown") {
  auto outcome = test::outcome_of({});
  outcome.code = exit_code::interrupted;
  CHECK(nagios_report(outcome, {}).line ==
        "TMSS10 UNKNOWN - no ping was sent | rta=U;;;0 pl=U;;;0\n");
}

TEST_CASE("report_nagios: what a peer sent does not begin the performance data") {
  auto why = test::refused();
  why.where = stage::greeting;
  why.error = errc::not_a_greeting;
  const auto sent = view_of("| a=1\n\x1b");
  why.first_bytes = {sent.begin(), sent.end()};
  const auto line = nagios_report(test::failed_outcome(why), {}).line;
  CHECK(test::contains(line, "\\x7c a=1\\x0a\\x1b"));
  CHECK(line.find('|') == line.rfind('|'));
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("report_nagios: a threshold is milliseconds and percent") {
  const auto limit = parse_nagios_limit("100,20%");
  REQUIRE(limit);
  CHECK(limit->round_trip == 100ms);
  CHECK(limit->loss_percent == 20);
  const auto fraction = parse_nagios_limit("0.25,.5%");
  REQUIRE(fraction);
  CHECK(fraction->round_trip == 250us);
  CHECK(fraction->loss_percent == 0.5);
  CHECK(parse_nagios_limit("86400000,100%"));
}

TEST_CASE("report_nagios: anything else is no threshold") {
  for (const char* const text : {"",
                                 ",",
                                 "%",
                                 ",%",
                                 "100",
                                 "100,20",
                                 "100%,20",
                                 ",20%",
                                 "100,%",
                                 "0,20%",
                                 "100,0%",
                                 "100,101%",
                                 "0.0000004,20%",
                                 "86400001,20%",
                                 "-1,20%",
                                 "100,-1%",
                                 "+1,20%",
                                 "1e3,20%",
                                 "inf,20%",
                                 "nan,20%",
                                 "0x10,20%",
                                 "1.2.3,20%",
                                 ".,20%",
                                 " 100,20%",
                                 "100, 20%",
                                 "100,20%%",
                                 "100,20%,",
                                 "100,20,30%",
                                 "100;20%",
                                 "100ms,20%"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_nagios_limit(text));
  }
  CHECK_FALSE(parse_nagios_limit(std::string(400, '9') + ",20%"));
}

}  // namespace
}  // namespace tmss10
