// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/report/report_nagios.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

nagios_thresholds thresholds_of(const std::string& warn, const std::string& crit = {}) {
  const auto read = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(parse_nagios_limit(text).value());
  };
  return {read(warn), read(crit)};
}

const nagios_thresholds usual = thresholds_of("100,20%", "500,60%");

struct plugin_result {
  nagios_state state = nagios_state::unknown;
  std::string text;
};

/// A run with that outcome, and what a plugin makes of it.
plugin_result result_of(run_outcome outcome, const nagios_thresholds& thresholds) {
  run_end end;
  end.failure = outcome.judged.code;
  end.plugin = thresholds;
  if (!outcome.came.empty()) {
    end.awaits_down = true;
    end.has_come = true;
  }
  outcome.judged.state = judge(end, outcome.figures.totals).state;
  return {outcome.judged.state.value(), nagios_report(outcome, thresholds)};
}

nagios_state state_of(const run_outcome& outcome, const nagios_thresholds& thresholds) {
  return result_of(outcome, thresholds).state;
}

TEST_CASE("report_nagios: a run in which all was answered is OK") {
  const auto result = result_of(test::four_answers(), usual);
  CHECK(result.state == nagios_state::ok);
  CHECK(result.text ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;100;500;0 pl=0%;20;60;0\n");
}

TEST_CASE("report_nagios: thresholds that nobody set are empty") {
  CHECK(result_of(test::four_answers(), {}).text ==
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
  const auto result = result_of(lost, {});
  CHECK(result.state == nagios_state::warning);
  CHECK(result.text ==
        "TMSS10 WARNING - 3 of 4 pings answered, average 2.00 ms | "
        "rta=2.000ms;;;0 pl=25%;;;0\n");
  CHECK(state_of(lost, thresholds_of({}, "1000,25%")) == nagios_state::critical);
  CHECK(state_of(lost, thresholds_of("1000,26%")) == nagios_state::ok);
}

TEST_CASE("report_nagios: a run without an answer is critical, whatever is allowed") {
  auto silent = test::outcome_of({}, 4);
  const auto result = result_of(silent, {});
  CHECK(result.state == nagios_state::critical);
  CHECK(result.text ==
        "TMSS10 CRITICAL - 0 of 4 pings answered | rta=U;;;0 pl=100%;;;0\n");
  silent.why = test::refused();
  silent.why->where = stage::exchange;
  silent.why->error = errc::timed_out;
  silent.why->seen = silence_cause::not_answered;
  CHECK(
      result_of(silent, {}).text ==
      "TMSS10 CRITICAL - 0 of 4 pings answered: 192.0.2.7 port 5000: pings arrived, but "
      "were not answered in time | rta=U;;;0 pl=100%;;;0\n");
}

TEST_CASE("report_nagios: pings that nobody waited for leave the loss unknown") {
  auto outcome = test::outcome_of({});
  outcome.figures.totals.transmitted = 1;
  outcome.judged.code = exit_code::not_all_answered;
  CHECK(result_of(outcome, usual).text ==
        "TMSS10 CRITICAL - 0 of 1 pings answered | rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: no connection is critical, and told") {
  const auto result = result_of(test::failed_outcome(test::refused()), usual);
  CHECK(result.state == nagios_state::critical);
  CHECK(result.text ==
        "TMSS10 CRITICAL - 192.0.2.7 port 5000: connection refused | "
        "rta=U;100;500;0 pl=U;20;60;0\n");
}

TEST_CASE("report_nagios: a run that lost its connection has its figures, too") {
  auto outcome = test::outcome_of({1ms}, 1);
  outcome.why = test::refused();
  outcome.why->lost_before = errc::ended_without_close;
  outcome.judged.code = exit_code::connection_lost;
  const auto result = result_of(outcome, {});
  CHECK(result.state == nagios_state::critical);
  CHECK(
      result.text.starts_with("TMSS10 CRITICAL - 1 of 2 pings answered, average 1.00 "
                              "ms: 192.0.2.7 port 5000: the connection was lost ("));
  CHECK(result.text.ends_with(" | rta=1.000ms;;;0 pl=50%;;;0\n"));
}

TEST_CASE("report_nagios: what was exceeded is named") {
  auto outcome = test::four_answers();
  outcome.judged.code = exit_code::threshold_exceeded;
  outcome.judged.exceeded = "a round trip of 0.310 ms, over --max-rtt 0.000";
  CHECK(result_of(outcome, {}).text ==
        "TMSS10 CRITICAL - 4 of 4 pings answered, average 0.30 ms: a round trip of 0.310 "
        "ms, over --max-rtt 0.000 | rta=0.300ms;;;0 pl=0%;;;0\n");
  outcome.why = test::refused();
  outcome.judged.exceeded = "25% packet loss, over --max-loss 20";
  CHECK(test::contains(result_of(outcome, {}).text,
                       ": 25% packet loss, over --max-loss 20; 192.0.2.7 port 5000: "
                       "connection refused | "));
}

TEST_CASE("report_nagios: every exit code has its state") {
  for (const auto& meaning : exit_code_meanings()) {
    auto outcome = test::four_answers();
    outcome.judged.code = meaning.code;
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
  CHECK(nagios_unknown("--warn: \"1|2\n\" is not RTT,LOSS%") ==
        "TMSS10 UNKNOWN - --warn: \"1\\x7c2\\x0a\" is not RTT,LOSS%\n");
}

TEST_CASE("report_nagios: an interrupted run without a result is unknown") {
  auto outcome = test::outcome_of({});
  outcome.judged.code = exit_code::reader_gone;
  CHECK(result_of(outcome, {}).text ==
        "TMSS10 UNKNOWN - no ping was sent | rta=U;;;0 pl=U;;;0\n");
  for (const std::uint64_t sent : {0, 1}) {
    outcome.figures.totals.transmitted = sent;
    for (const auto& [code, words] :
         {std::pair(exit_code::hung_up, "hung up (SIGHUP)"),
          std::pair(exit_code::interrupted, "interrupted (SIGINT)"),
          std::pair(exit_code::terminated, "terminated (SIGTERM)")}) {
      outcome.judged.code = code;
      CHECK(result_of(outcome, {}).text == std::string("TMSS10 UNKNOWN - ") + words +
                                               " before any result | "
                                               "rta=U;;;0 pl=U;;;0\n");
    }
  }
}

TEST_CASE("report_nagios: what is down as it was to be is OK") {
  auto outcome = test::outcome_of({});
  outcome.came = "--until-down: it is down: refused";
  CHECK(result_of(outcome, {}).text ==
        "TMSS10 OK - --until-down: it is down: refused | rta=U;;;0 pl=U;;;0\n");
  outcome = test::outcome_of({1ms}, 1);
  outcome.judged.code = exit_code::all_answered;
  outcome.came = "--until-down: it is down";
  const auto result = result_of(outcome, {});
  CHECK(result.state == nagios_state::ok);
  CHECK(test::contains(result.text, "average 1.00 ms: --until-down: it is down | "));
  CHECK(state_of(outcome, usual) == nagios_state::warning);
}

TEST_CASE("report_nagios: warnings are lines below") {
  auto outcome = test::four_answers();
  outcome.warnings = {"there is no trace log", "a|b\nc"};
  CHECK(result_of(outcome, {}).text ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | rta=0.300ms;;;0 pl=0%;;;0\n"
        "there is no trace log\na\\x7cb\\x0ac\n");
}

TEST_CASE("report_nagios: what a peer sent does not begin the performance data") {
  auto why = test::refused();
  why.where = stage::greeting;
  why.error = errc::not_a_greeting;
  const auto sent = view_of("| a=1\n\x1b");
  why.first_bytes = {sent.begin(), sent.end()};
  const auto line = result_of(test::failed_outcome(why), {}).text;
  CHECK(test::contains(line, "\\x7c a=1\\x0a\\x1b"));
  CHECK(line.find('|') == line.rfind('|'));
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("report_nagios: a threshold for one figure leaves the other one alone") {
  using state = nagios_state;
  const auto time = thresholds_of("100");
  CHECK(state_of(test::outcome_of({99ms}, 1), time) == state::ok);
  CHECK(state_of(test::outcome_of({100ms}), time) == state::warning);
  const auto loss = thresholds_of(",20%", ",60%");
  CHECK(state_of(test::outcome_of({10s}), loss) == state::ok);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms}, 1), loss) == state::warning);
  CHECK(result_of(test::four_answers(), loss).text ==
        "TMSS10 OK - 4 of 4 pings answered, average 0.30 ms | "
        "rta=0.300ms;;;0 pl=0%;20;60;0\n");
}

TEST_CASE("report_nagios: a time that nobody knows is no alert") {
  auto outcome = test::outcome_of({});
  outcome.figures.totals.transmitted = 1;
  outcome.figures.totals.received = 1;  // noticed late, so without a time
  CHECK(state_of(outcome, thresholds_of("10:", "@0:5")) == nagios_state::ok);
}

TEST_CASE("report_nagios: a range is judged and shown as the guidelines have it") {
  using state = nagios_state;
  const auto limits = thresholds_of("10:20,@5:10%", "~:500");
  CHECK(state_of(test::outcome_of({9ms}), limits) == state::warning);
  CHECK(state_of(test::outcome_of({10ms}), limits) == state::ok);
  CHECK(state_of(test::outcome_of({20ms}), limits) == state::ok);
  CHECK(state_of(test::outcome_of({21ms}), limits) == state::warning);
  CHECK(state_of(test::outcome_of({501ms}), limits) == state::critical);
  CHECK(result_of(test::outcome_of({20ms}), limits).text ==
        "TMSS10 OK - 1 of 1 pings answered, average 20.00 ms | "
        "rta=20.000ms;10:20;~:500;0 pl=0%;@5:10;;0\n");
}

}  // namespace
}  // namespace tmss10
