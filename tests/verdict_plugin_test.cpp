// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/nagios_thresholds.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/verdict.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::thresholds_of;
using test::usual_thresholds;

statistics totals_of(std::uint64_t received, std::uint64_t lost) {
  statistics out;
  out.transmitted = received + lost;
  out.received = received;
  out.lost = lost;
  return out;
}

/// The state of a plugin whose run ended with that code, or with what it waited for.
nagios_state state_of(const run_outcome& outcome, const nagios_thresholds& thresholds) {
  run_end end;
  end.failure = outcome.judged.code;
  end.plugin = thresholds;
  if (!outcome.came.empty()) {
    end.awaits_down = true;
    end.has_come = true;
  }
  return judge(end, outcome.figures.totals).state.value();
}

TEST_CASE("verdict: a plugin exits with its state, and other runs with their code") {
  using enum exit_code;
  struct row {
    std::string what;
    std::optional<exit_code> failure;
    statistics totals;
    nagios_state expected;
  };
  const std::vector<row> rows{
      {"all answered", {}, totals_of(4, 0), nagios_state::ok},
      {"one lost", {}, totals_of(3, 1), nagios_state::warning},
      {"all lost", {}, totals_of(0, 4), nagios_state::critical},
      {"no connection", refused, totals_of(0, 0), nagios_state::critical},
      {"no name", name_not_found, totals_of(0, 0), nagios_state::critical},
      {"lost for good", connection_lost, totals_of(3, 1), nagios_state::critical},
      {"a threshold", threshold_exceeded, totals_of(4, 0), nagios_state::critical},
      {"a fault of this machine", usage, totals_of(0, 0), nagios_state::unknown},
      {"a signal", interrupted, totals_of(0, 0), nagios_state::unknown},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    run_end end;
    end.failure = row.failure;
    const auto plain = judge(end, row.totals);
    CHECK(!plain.state);
    CHECK(plain.status() == static_cast<int>(plain.code));
    end.plugin = nagios_thresholds{};
    const auto plugin = judge(end, row.totals);
    CHECK(plugin.code == plain.code);
    CHECK(plugin.state == row.expected);
    CHECK(plugin.status() == static_cast<int>(row.expected));
  }
}

TEST_CASE("verdict: a plugin whose output nobody reads says so like other runs") {
  run_end end;
  end.plugin = nagios_thresholds{};
  end.reader_gone = true;
  CHECK(judge(end, totals_of(4, 0)).status() == 141);
}

TEST_CASE("verdict: what is down as it was to be is OK") {
  run_end end;
  end.plugin = nagios_thresholds{};
  end.awaits_down = true;
  end.has_come = true;
  CHECK(judge(end, totals_of(0, 0)).state == nagios_state::ok);
  CHECK(judge(end, totals_of(3, 1)).state == nagios_state::ok);
  end.has_come = false;
  CHECK(judge(end, totals_of(3, 0)).state == nagios_state::critical);
}

TEST_CASE("verdict: a plugin's run in which all was answered is OK") {
  CHECK(state_of(test::four_answers(), usual_thresholds) == nagios_state::ok);
  CHECK(state_of(test::four_answers(), {}) == nagios_state::ok);
}

TEST_CASE("verdict: a plugin's state begins at its threshold") {
  using state = nagios_state;
  CHECK(state_of(test::outcome_of({99'999us}), usual_thresholds) == state::ok);
  CHECK(state_of(test::outcome_of({100ms}), usual_thresholds) == state::warning);
  CHECK(state_of(test::outcome_of({499ms}), usual_thresholds) == state::warning);
  CHECK(state_of(test::outcome_of({500ms}), usual_thresholds) == state::critical);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms, 1ms}, 1), usual_thresholds) ==
        state::ok);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms}, 1), usual_thresholds) ==
        state::warning);
  CHECK(state_of(test::outcome_of({1ms, 1ms}, 3), usual_thresholds) == state::critical);
}

TEST_CASE("verdict: for a plugin without --warn a lost ping is a warning") {
  const auto lost = test::outcome_of({1ms, 3ms, 2ms}, 1);
  CHECK(state_of(lost, {}) == nagios_state::warning);
  CHECK(state_of(lost, thresholds_of({}, "1000,25%")) == nagios_state::critical);
  CHECK(state_of(lost, thresholds_of("1000,26%")) == nagios_state::ok);
}

TEST_CASE("verdict: a plugin's run without an answer is critical") {
  CHECK(state_of(test::outcome_of({}, 4), {}) == nagios_state::critical);
  auto not_waited_for = test::outcome_of({});
  not_waited_for.figures.totals.transmitted = 1;
  not_waited_for.judged.code = exit_code::not_all_answered;
  CHECK(state_of(not_waited_for, usual_thresholds) == nagios_state::critical);
}

TEST_CASE("verdict: for a plugin no connection is critical, or one that was lost") {
  CHECK(state_of(test::failed_outcome(test::refused()), usual_thresholds) ==
        nagios_state::critical);
  auto not_a_greeting = test::refused();
  not_a_greeting.where = stage::greeting;
  not_a_greeting.error = errc::not_a_greeting;
  CHECK(state_of(test::failed_outcome(not_a_greeting), {}) == nagios_state::critical);
  auto lost = test::outcome_of({1ms}, 1);
  lost.judged.code = exit_code::connection_lost;
  CHECK(state_of(lost, {}) == nagios_state::critical);
}

TEST_CASE("verdict: every exit code has its state of a plugin") {
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

TEST_CASE("verdict: for a plugin an error of this machine is unknown") {
  auto why = test::refused();
  why.error = std::make_error_code(std::errc::too_many_files_open);
  CHECK(state_of(test::failed_outcome(why), {}) == nagios_state::unknown);
}

TEST_CASE("verdict: a plugin's run that is interrupted without a result is unknown") {
  auto outcome = test::outcome_of({});
  for (const std::uint64_t sent : {0, 1}) {
    outcome.figures.totals.transmitted = sent;
    for (const auto code : {exit_code::reader_gone, exit_code::hung_up,
                            exit_code::interrupted, exit_code::terminated}) {
      outcome.judged.code = code;
      CHECK(state_of(outcome, {}) == nagios_state::unknown);
    }
  }
}

TEST_CASE("verdict: for a plugin a target that is down as it was to be is OK") {
  auto outcome = test::outcome_of({});
  outcome.came = "--until-down: it is down: refused";
  CHECK(state_of(outcome, {}) == nagios_state::ok);
  outcome = test::outcome_of({1ms}, 1);
  outcome.judged.code = exit_code::all_answered;
  outcome.came = "--until-down: it is down";
  CHECK(state_of(outcome, {}) == nagios_state::ok);
  CHECK(state_of(outcome, usual_thresholds) == nagios_state::warning);
}

TEST_CASE("verdict: a plugin's threshold for one figure leaves the other one alone") {
  using state = nagios_state;
  const auto time = thresholds_of("100");
  CHECK(state_of(test::outcome_of({99ms}, 1), time) == state::ok);
  CHECK(state_of(test::outcome_of({100ms}), time) == state::warning);
  const auto loss = thresholds_of(",20%", ",60%");
  CHECK(state_of(test::outcome_of({10s}), loss) == state::ok);
  CHECK(state_of(test::outcome_of({1ms, 1ms, 1ms, 1ms}, 1), loss) == state::warning);
  CHECK(state_of(test::four_answers(), loss) == state::ok);
}

TEST_CASE("verdict: a time that nobody knows is no alert of a plugin") {
  auto outcome = test::outcome_of({});
  outcome.figures.totals.transmitted = 1;
  outcome.figures.totals.received = 1;  // noticed late, so without a time
  CHECK(state_of(outcome, thresholds_of("10:", "@0:5")) == nagios_state::ok);
}

TEST_CASE("verdict: a plugin's range is judged as the guidelines have it") {
  using state = nagios_state;
  const auto limits = thresholds_of("10:20,@5:10%", "~:500");
  CHECK(state_of(test::outcome_of({9ms}), limits) == state::warning);
  CHECK(state_of(test::outcome_of({10ms}), limits) == state::ok);
  CHECK(state_of(test::outcome_of({20ms}), limits) == state::ok);
  CHECK(state_of(test::outcome_of({21ms}), limits) == state::warning);
  CHECK(state_of(test::outcome_of({501ms}), limits) == state::critical);
}

}  // namespace
}  // namespace tmss10
