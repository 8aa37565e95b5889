// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/judge_all.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace judging_all {  // its names of codes are nothing to other tests
namespace {

using enum exit_code;

std::vector<judged_target> targets_of(const std::vector<exit_code>& codes) {
  std::vector<judged_target> out;
  for (const auto code : codes) {
    const auto name = "target " + std::to_string(out.size() + 1);
    out.push_back({name, {code}});
  }
  return out;
}

end_of_all by(exit_code signal, std::uint64_t not_begun = 0) {
  end_of_all out;
  out.signal = signal;
  out.not_begun = not_begun;
  return out;
}

end_of_all with_min_ok(std::uint64_t count, end_of_all end = {}) {
  end.min_ok = count;
  return end;
}

TEST_CASE("judge_all: the code of the run follows from those of its targets") {
  end_of_all broken = by(interrupted);
  broken.broken = true;
  end_of_all unread;
  unread.reader_gone = true;
  end_of_all unread_hung_up = by(hung_up);
  unread_hung_up.reader_gone = true;
  struct row {
    std::string what;
    end_of_all end;
    std::vector<exit_code> codes;
    exit_code expected;
  };
  const std::vector<row> rows{
      {"all are ok", {}, {all_answered, all_answered}, all_answered},
      {"one failed", {}, {all_answered, refused}, refused},
      {"all failed alike", {}, {refused, refused}, refused},
      {"two codes", {}, {refused, all_answered, unreachable}, not_all_answered},
      {"losses", {}, {not_all_answered, all_answered}, not_all_answered},
      {"losses and a failure", {}, {not_all_answered, refused}, not_all_answered},
      {"three codes", {}, {refused, unreachable, refused}, not_all_answered},
      {"a limit", {}, {threshold_exceeded, all_answered}, threshold_exceeded},
      {"no targets", {}, {}, all_answered},

      {"a signal, all known",
       by(interrupted),
       {all_answered, all_answered},
       all_answered},
      {"a signal before any result",
       by(interrupted),
       {interrupted, interrupted},
       interrupted},
      {"SIGTERM before any result", by(terminated), {terminated}, terminated},
      {"SIGHUP before any result", by(hung_up, 3), {}, hung_up},
      {"some were not decided",
       by(interrupted),
       {all_answered, interrupted},
       interrupted},
      {"some were not begun", by(interrupted, 1), {all_answered}, interrupted},
      {"a failure is known",
       by(interrupted, 5),
       {all_answered, refused, interrupted},
       refused},
      {"several failures are known",
       by(interrupted, 5),
       {refused, unreachable},
       not_all_answered},
      {"not begun, without a signal", {.not_begun = 1}, {all_answered}, not_all_answered},

      {"enough are ok",
       with_min_ok(2),
       {all_answered, refused, all_answered},
       all_answered},
      {"too few are ok",
       with_min_ok(2),
       {all_answered, refused, unreachable},
       threshold_exceeded},
      {"none has to be ok", with_min_ok(0), {refused}, all_answered},
      {"all are ok, but too few", with_min_ok(3), {all_answered}, threshold_exceeded},
      {"enough before a signal",
       with_min_ok(1, by(interrupted, 9)),
       {all_answered},
       all_answered},
      {"too few before a signal",
       with_min_ok(2, by(interrupted, 9)),
       {all_answered},
       threshold_exceeded},
      {"none before a signal",
       with_min_ok(2, by(interrupted, 9)),
       {interrupted},
       interrupted},

      {"broken", broken, {all_answered}, usage},
      {"nobody reads it", unread, {refused}, reader_gone},
      {"hung up, and nobody reads it", unread_hung_up, {hung_up}, hung_up},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(judge_all(row.end, targets_of(row.codes)).code == row.expected);
  }
}

TEST_CASE("judge_all: what was exceeded is named with its target") {
  auto targets = targets_of({all_answered, threshold_exceeded, threshold_exceeded});
  CHECK(judge_all({}, targets).exceeded.empty());
  targets[1].judged.exceeded = "a loss of 50 %, over --max-loss 10";
  CHECK(judge_all({}, targets).exceeded ==
        "target 2: a loss of 50 %, over --max-loss 10");
  targets[2].judged.exceeded = "another";
  CHECK(judge_all({}, targets).exceeded ==
        "target 2: a loss of 50 %, over --max-loss 10, and 1 more");
  CHECK(judge_all(with_min_ok(2), targets).exceeded == "--min-ok 2: 1 target is ok");
  CHECK(judge_all(with_min_ok(1), targets).exceeded.empty());
  targets[0].judged.code = refused;
  CHECK(judge_all(with_min_ok(2), targets).exceeded == "--min-ok 2: 0 targets are ok");
  CHECK(judge_all({}, targets).exceeded.empty());
}

TEST_CASE("judge_all: a run for targets that are down or up") {
  const auto judged = [](bool awaits_down, bool has_come, std::uint64_t lost) {
    run_end end;
    end.awaits_down = awaits_down;
    end.has_come = has_come;
    end.signal = interrupted;
    statistics totals;
    totals.transmitted = 1;
    totals.lost = lost;
    totals.received = 1 - lost;
    return judge(end, totals);
  };
  // One of two is down: for the whole run it has come.
  CHECK(judge_all({}, std::vector<judged_target>{{"a", judged(true, true, 0)},
                                                 {"b", judged(true, true, 1)}})
            .code == all_answered);
  CHECK(judge_all(by(interrupted),
                  std::vector<judged_target>{{"a", judged(true, false, 0)},
                                             {"b", judged(true, false, 0)}})
            .code == threshold_exceeded);
  // One of two is up.
  CHECK(judge_all(by(interrupted),
                  std::vector<judged_target>{{"a", judged(false, true, 0)},
                                             {"b", judged(false, false, 1)}})
            .code == not_all_answered);
}

TEST_CASE("judge_all: a plugin has the worst state of its targets") {
  const auto state = [](const std::vector<nagios_state>& states, end_of_all end = {}) {
    end.is_plugin = true;
    std::vector<judged_target> targets;
    for (const auto one : states) {
      const auto code = one == nagios_state::ok ? all_answered : refused;
      targets.push_back({"a", {code, {}, one}});
    }
    return judge_all(end, targets).state;
  };
  using enum nagios_state;
  CHECK(state({ok, ok}) == ok);
  CHECK(state({ok, unknown}) == unknown);
  CHECK(state({unknown, warning}) == warning);
  CHECK(state({warning, critical, ok}) == critical);
  CHECK(state({unknown, critical}) == critical);
  CHECK(state({ok}, by(interrupted, 1)) == unknown);
  CHECK(state({ok, critical}, with_min_ok(1)) == ok);
  CHECK(state({ok, critical}, with_min_ok(2)) == critical);
  CHECK(state({}, with_min_ok(2, by(interrupted, 5))) == unknown);
  end_of_all broken;
  broken.broken = true;
  CHECK(state({critical}, broken) == unknown);
  CHECK_FALSE(judge_all({}, targets_of({refused})).state);
}

TEST_CASE("judge_all: a plugin that nobody reads says so by its exit code") {
  end_of_all end;
  end.is_plugin = true;
  end.reader_gone = true;
  CHECK(judge_all(end, targets_of({all_answered})).status() == 141);
}

}  // namespace
}  // namespace judging_all
}  // namespace tmss10
