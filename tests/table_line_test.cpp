// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/base/text_columns.hpp>
#include <tmss10/core/report/table_line.hpp>
#include <tmss10/core/verdict/target_state.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

/// The style of the examples, in which the longest name has 18 columns.
table_style example_style() {
  table_style out;
  out.make_room_for("a.example.com:5000");
  out.make_room_for("192.0.2.9:5000");
  return out;
}

/// One of four pings is lost, after 5 s.
run_outcome one_lost() {
  return test::outcome_of({300us, 330us, 350us}, 1);
}

loss_kinds unanswered(std::uint64_t count) {
  loss_kinds out;
  for (std::uint64_t i = 0; i < count; ++i)
    out.on(event::lost{i, 5s, errc::timed_out});
  return out;
}

TEST_CASE("table_line: a target is a line with its state, pings, times and sentence") {
  const auto style = example_style();
  CHECK(table_line("a.example.com:5000", test::four_answers(), {}, style) ==
        "a.example.com:5000   ok      4/4  0.29/0.30/0.31 ms\n");
  CHECK(table_line("b.example.com:5001", one_lost(), unanswered(1), style) ==
        "b.example.com:5001   lost    3/4  0.30/0.33/0.35 ms  no reply in 5.00 s\n");
  CHECK(table_line("192.0.2.9:5000", test::failed_outcome(test::refused()), {}, style) ==
        "192.0.2.9:5000       failed       connection refused\n");
}

TEST_CASE("table_line: a long name breaks its column and is not cut") {
  table_style style;
  const std::string name(60, 'n');
  style.make_room_for(name);
  CHECK(style.name_columns == table_style::most_name_columns);
  style.make_room_for("short");
  CHECK(style.name_columns == table_style::most_name_columns);
  CHECK(table_line(name, test::four_answers(), {}, style).starts_with(name + "   ok "));
}

TEST_CASE("table_line: a wide name takes its columns") {
  table_style style;
  style.make_room_for("\u6771\u4eac");
  style.make_room_for("a");
  CHECK(style.name_columns == 4);
  CHECK(table_line("a", test::four_answers(), {}, style).starts_with("a      ok"));
  CHECK(table_line("\u6771\u4eac", test::four_answers(), {}, style)
            .starts_with("\u6771\u4eac   ok"));
}

TEST_CASE("table_line: nothing that a terminal obeys comes out") {
  auto outcome = test::failed_outcome(test::refused());
  outcome.error = "no file \x1b[2J";
  const auto line = table_line("a\x1b[31m\n", outcome, {}, {});
  CHECK(line == "a\\x1b[31m\\x0a   failed       no file \\x1b[2J\n");
}

TEST_CASE("table_line: what there is none of is not counted") {
  CHECK(targets_line(
            {.up = 1980, .down = 15, .undecided = 2, .ended = 1, .not_begun = 2}) ==
        "2,000 targets: 1,980 up, 15 down, 2 not decided, 1 ended, 2 not begun\n");
  CHECK(targets_line({.up = 1}) == "1 target: 1 up\n");
}

TEST_CASE("table_line: losses of several kinds are counted by kind") {
  auto outcome = test::outcome_of({300us}, 4);
  outcome.figures.totals.transmitted += 2;
  outcome.figures.totals.unsent = 3;
  auto losses = unanswered(2);
  losses.on(event::lost{3, 1s, errc::stopped});
  event::bad_reply bad;
  bad.reason = errc::gzip_corrupt;
  losses.on(bad);
  const auto stopped = std::error_code(errc::stopped).message();
  const auto corrupt = std::error_code(errc::gzip_corrupt).message();
  CHECK(target_sentence(outcome, losses) ==
        "no reply in 5.00 s (2), connection lost: " + stopped +
            " (1), bad reply: " + corrupt + " (1), not sent (3), still unanswered (2)");
  outcome.figures.totals.failed.add(test::refused());
  CHECK(target_sentence(outcome, losses).find("not sent: connection refused (3)") !=
        std::string::npos);
}

TEST_CASE("table_line: pings that are connections are lost for the reasons of these") {
  auto outcome = test::outcome_of({300us}, 3);
  auto& failed = outcome.figures.totals.failed;
  failed.add(test::refused());
  failed.add(test::refused());
  auto silent = test::refused();
  silent.error = errc::timed_out;
  silent.waited = 2s;
  CHECK(target_sentence(outcome, {}) == "connection refused");
  failed.add(silent);
  CHECK(target_sentence(outcome, {}) ==
        "connection refused (2), no answer to the connection request in 2.00 s (1)");
}

TEST_CASE("table_line: an explanation of the losses follows, or takes their place") {
  auto outcome = one_lost();
  outcome.why = test::refused();
  outcome.why->where = stage::exchange;
  outcome.why->error = errc::timed_out;
  outcome.why->seen = silence_cause::not_answered;
  CHECK(target_sentence(outcome, unanswered(1)) ==
        "no reply in 5.00 s: pings arrived, but were not answered in time");
  outcome.figures.totals.unsent = 1;
  CHECK(target_sentence(outcome, unanswered(1)) ==
        "pings arrived, but were not answered in time");
}

TEST_CASE("table_line: pings that could not be sent are due, too") {
  auto outcome = test::outcome_of({300us});
  outcome.figures.totals.unsent = 3;
  outcome.judged.code = exit_code::not_all_answered;
  CHECK(table_line("a", outcome, {}, {}) ==
        "a   lost    1/4  0.30/0.30/0.30 ms  not sent\n");
}

TEST_CASE("table_line: a limit that was exceeded is named") {
  auto outcome = test::four_answers();
  outcome.judged = {exit_code::threshold_exceeded, "a round trip of 0.310 ms"};
  CHECK(table_line("a", outcome, {}, {}) ==
        "a   limit   4/4  0.29/0.30/0.31 ms  a round trip of 0.310 ms\n");
}

TEST_CASE("table_line: what a run waited for has come") {
  auto outcome = test::outcome_of({}, 1);
  outcome.judged.code = exit_code::all_answered;
  outcome.came = "--until-down: a ping was not answered";
  CHECK(table_line("a", outcome, unanswered(1), {}) ==
        "a   down    0/1  --until-down: a ping was not answered\n");
}

TEST_CASE("table_line: a terminal gets a long sentence in several lines") {
  auto style = example_style();
  style.columns = 80;
  auto outcome = test::failed_outcome(test::refused());
  outcome.error =
      "connected, but closed after 0.31 ms without a greeting; nothing was sent";
  CHECK(
      table_line("192.0.2.9:5000", outcome, {}, style) ==
      "192.0.2.9:5000       failed       connected, but closed after 0.31 ms without a\n"
      "                                  greeting; nothing was sent\n");
  const std::string name(45, 'n');
  CHECK(table_line(name, outcome, {}, style) ==
        name +
            "   failed\n"
            "    connected, but closed after 0.31 ms without a greeting; nothing was "
            "sent\n");
  style.columns = 0;
  const auto line = table_line(name, outcome, {}, style);
  CHECK(std::count(line.begin(), line.end(), '\n') == 1);
  style.columns = 1;
  CHECK(table_line("a", outcome, {}, style).find("\n    greeting;\n") !=
        std::string::npos);
}

TEST_CASE("table_line: a target that is not ok stands out in colour") {
  table_style style;
  style.color = true;
  CHECK(table_line("a", test::four_answers(), {}, style).find('\x1b') ==
        std::string::npos);
  CHECK(table_line("a", one_lost(), unanswered(1), style).starts_with("\x1b[33ma"));
  CHECK(table_line("a", test::failed_outcome(test::refused()), {}, style) ==
        "\x1b[31ma   failed       connection refused\x1b[0m\n");
}

TEST_CASE("table_line: a change of state is a line for grep") {
  table_style style;
  style.name_columns = 4;
  CHECK(down_line("a", "connection refused", style) ==
        "down  a     connection refused\n");
  CHECK(up_line("abcde", 12345ms, style) == "up    abcde  after 12.3 s\n");
  CHECK(up_line("a", 2h, style) == "up    a     after 7200.0 s\n");
  CHECK(up_line("a", std::nullopt, style) == "up    a\n");
  style.color = true;
  CHECK(down_line("a", "x\n", style) == "\x1b[31mdown  a     x\\x0a\x1b[0m\n");
}

TEST_CASE("target_state: it follows from the verdict and from what was answered") {
  using enum exit_code;
  const auto state = [](exit_code code, std::uint64_t received, std::uint64_t lost) {
    auto outcome = test::outcome_of(std::vector<nanoseconds>(received, 1ms), lost);
    outcome.judged.code = code;
    return state_of(outcome);
  };
  CHECK(state(all_answered, 4, 0) == target_state::ok);
  CHECK(state(all_answered, 3, 1) == target_state::ok);  // --max-loss allows it
  CHECK(state(not_all_answered, 3, 1) == target_state::lossy);
  CHECK(state(not_all_answered, 0, 4) == target_state::failed);
  CHECK(state(not_all_answered, 2, 0) == target_state::over_limit);  // at the deadline
  CHECK(state(threshold_exceeded, 4, 0) == target_state::over_limit);
  CHECK(state(threshold_exceeded, 3, 1) == target_state::lossy);
  CHECK(state(threshold_exceeded, 0, 4) == target_state::failed);
  CHECK(state(connection_lost, 2, 0) == target_state::lossy);
  CHECK(state(refused, 0, 0) == target_state::failed);
  CHECK(state(usage, 0, 0) == target_state::failed);
  CHECK(state(hung_up, 0, 0) == target_state::unfinished);
  CHECK(state(interrupted, 0, 0) == target_state::unfinished);
  CHECK(state(terminated, 0, 0) == target_state::unfinished);
}

}  // namespace
}  // namespace tmss10
