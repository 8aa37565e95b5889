// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/compared.hpp"
#include "support/examined.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/verdict/run_comparison.hpp>
#include <tmss10/core/verdict/size_judgement.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

page_verdict verdict_of_run(const test::told_run& run) {
  run_record record;
  run.tell(record);
  return page_verdict_of(record, run.outcome);
}

test::told_run run_with(const run_outcome& outcome) {
  test::told_run out;
  out.description.options = {{"--count", "4"}};
  out.outcome = outcome;
  return out;
}

std::shared_ptr<const path> dropping_path() {
  path out{"192.0.2.7", 5000, 30};
  const hop_answer router{hop_reply::hop_limit_exceeded, "203.0.113.9", 11ms};
  out.hops = {{1, {router}}, {2, {hop_answer{}}}, {3, {hop_answer{}}}};
  return std::make_shared<const path>(out);
}

TEST_CASE("page_verdict: all pings were answered") {
  const auto verdict = verdict_of_run(run_with(test::four_answers()));
  CHECK(verdict.tone == page_tone::good);
  CHECK(verdict.sentence ==
        "All 4 pings were answered, in 0.30 ms (median), the slowest in 0.31 ms.");
  CHECK(verdict.advice ==
        "TCP to 192.0.2.7 port 5000 is open, and data gets through in both directions. "
        "There is nothing to ask for.");
  CHECK(verdict.remarks.empty());
}

TEST_CASE("page_verdict: what got worse is a part of the sentence, the rest a remark") {
  auto run = run_with(test::four_answers());
  auto now = test::good_facts();
  now.times = test::times_around(12'300us);
  now.addresses.pop_back();
  run.outcome.compared = compared_runs{test::good_facts(), now};
  run.outcome.judged.code = exit_code::threshold_exceeded;
  run.outcome.judged.exceeded = compare(*run.outcome.compared).shortfall;
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::warning);
  CHECK(verdict.sentence ==
        "All 4 pings were answered, in 0.30 ms (median), the slowest in 0.31 ms. Worse "
        "than on 2026-11-21 09:05 +01:00. Slower: the median round trip is 12.3 ms, was "
        "8.10 ms (p < 0.001).");
  CHECK(test::contains(verdict.advice, "what was changed since then"));
  REQUIRE(verdict.remarks.size() == 2);
  CHECK(test::contains(verdict.remarks[0], "no more: 2001:db8::7"));
  CHECK(test::contains(verdict.remarks[1], "95 %"));
}

TEST_CASE("page_verdict: nothing got worse, and it says since when") {
  auto run = run_with(test::four_answers());
  run.outcome.compared = compared_runs{test::good_facts(), test::good_facts()};
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::good);
  CHECK(verdict.sentence.ends_with(
      "0.31 ms. Nothing got worse since 2026-11-21 09:05 +01:00."));
  CHECK(test::contains(verdict.advice, "There is nothing to ask for."));
  run.outcome = test::failed_outcome(test::refused());
  run.outcome.compared = compared_runs{test::good_facts(), test::good_facts()};
  CHECK(verdict_of_run(run).tone == page_tone::bad);
}

TEST_CASE("page_verdict: of bare connections it says no more than they show") {
  auto run = run_with(test::outcome_of({1ms}));
  run.description.options.push_back({"--connect-only"});
  const auto verdict = verdict_of_run(run);
  CHECK(test::contains(verdict.sentence, "The only connection was made"));
  CHECK(test::contains(verdict.advice, "whether data gets through is not known"));
}

TEST_CASE("page_verdict: without a connection, it has the diagnosis") {
  const auto verdict = verdict_of_run(run_with(test::failed_outcome(test::refused())));
  CHECK(verdict.tone == page_tone::bad);
  CHECK(verdict.sentence == "No connection to 192.0.2.7 port 5000: connection refused.");
  CHECK(test::contains(verdict.advice, "Ask the server's administrator whether"));
}

TEST_CASE("page_verdict: a path that ends says more than a failure") {
  auto run = run_with(test::failed_outcome(test::refused()));
  run.description.options.push_back({"--path"});
  run.events = {event::path_found{dropping_path()}};
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::bad);
  CHECK(
      test::contains(verdict.sentence, "The request gets as far as 203.0.113.9, hop 1."));
  CHECK(test::contains(verdict.advice, "Ask whoever runs 203.0.113.9"));
}

TEST_CASE("page_verdict: losses are counted, and explained if that is known") {
  auto outcome = test::outcome_of({1ms}, 3);
  auto verdict = verdict_of_run(run_with(outcome));
  CHECK(verdict.tone == page_tone::warning);
  CHECK(verdict.sentence == "3 of 4 pings got no answer (75 % loss).");
  outcome.why = test::refused();
  outcome.why->where = stage::exchange;
  outcome.why->error = errc::timed_out;
  outcome.why->seen = silence_cause::large_vanish;
  verdict = verdict_of_run(run_with(outcome));
  CHECK(verdict.sentence ==
        "3 of 4 pings got no answer (75 % loss). Small packets get through, large ones "
        "vanish.");
  CHECK(test::contains(verdict.advice, "(an MTU black hole)"));
  verdict = verdict_of_run(run_with(test::outcome_of({}, 4)));
  CHECK(verdict.tone == page_tone::bad);
  CHECK(verdict.sentence == "None of 4 pings was answered.");
}

TEST_CASE("page_verdict: attempts that failed say why pings were lost") {
  auto outcome = test::outcome_of({1ms});
  auto& totals = outcome.figures.totals;
  totals.unsent = 3;
  totals.failed.add(test::refused());
  totals.failed.add(test::refused());
  auto verdict = verdict_of_run(run_with(outcome));
  CHECK(verdict.sentence ==
        "3 of 4 pings got no answer (75 % loss): 3 could not be sent, since there was no "
        "connection. 2 attempts at a connection failed: connection refused.");
  CHECK(test::contains(verdict.advice, "Ask the server's administrator whether"));
  auto other = test::refused();
  other.error = errc::timed_out;
  totals.failed.add(other);
  verdict = verdict_of_run(run_with(outcome));
  CHECK(verdict.sentence.ends_with(
      " 3 attempts at a connection failed, most of them: connection refused."));
}

TEST_CASE("page_verdict: a target that went down as awaited is not said to work") {
  auto run = run_with(test::outcome_of({1ms}, 1));
  run.description.options = {{"--until-down"}};
  run.outcome.judged.code = exit_code::all_answered;
  run.outcome.came = "--until-down: a ping was not answered";
  auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::good);
  CHECK(verdict.is_awaited);
  CHECK(verdict.sentence ==
        "What the run waited for has come (--until-down): a ping was not answered.");
  run.outcome.judged.code = exit_code::threshold_exceeded;
  run.outcome.judged.exceeded = "50% packet loss, over --max-loss 0";
  verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::warning);
  CHECK(
      verdict.sentence.starts_with("50% packet loss, over --max-loss 0. What the run "));
}

TEST_CASE("page_verdict: losses before an answer that was awaited are no fault") {
  auto run = run_with(test::outcome_of({1ms}));
  run.description.options = {{"--until-up"}};
  run.outcome.figures.totals.unsent = 3;
  run.outcome.figures.totals.failed.add(test::refused());
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::good);
  CHECK(!verdict.is_awaited);
  CHECK(verdict.sentence ==
        "The only ping was answered, in 1.00 ms. The run waited for that: 3 pings before "
        "it got no answer. 1 attempt at a connection failed: connection refused.");
}

TEST_CASE("page_verdict: a limit that was exceeded comes first") {
  auto outcome = test::four_answers();
  outcome.judged.code = exit_code::threshold_exceeded;
  outcome.judged.exceeded = "a round trip of 0.310 ms, over --max-rtt 0.3";
  const auto verdict = verdict_of_run(run_with(outcome));
  CHECK(verdict.tone == page_tone::warning);
  CHECK(
      verdict.sentence.starts_with("A round trip of 0.310 ms, over --max-rtt 0.3. All"));
  CHECK(verdict.advice.empty());
}

/// Of an examination in which nothing was found.
test::told_run examined_run() {
  auto out = run_with(test::four_answers());
  out.description.options.push_back({"--examine"});
  out.outcome.examined = test::situations_that_work().front().found;
  return out;
}

TEST_CASE("page_verdict: an examination does not hide a limit that was exceeded") {
  auto run = examined_run();
  const auto without = verdict_of_run(run);
  CHECK(without.tone == page_tone::good);
  run.outcome.judged.code = exit_code::threshold_exceeded;
  run.outcome.judged.exceeded = "a round trip of 0.310 ms, over --max-rtt 0.3";
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::warning);
  CHECK(verdict.sentence ==
        "A round trip of 0.310 ms, over --max-rtt 0.3. " + without.sentence);
}

TEST_CASE("page_verdict: what an examination says of packets is not said twice") {
  auto run = examined_run();
  run.outcome.examined->sizes = test::marked_sizes();
  run.outcome.examined->proxy.clear();
  run.outcome.judged.exceeded = fault_text(*test::marked_sizes());
  const auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::warning);
  CHECK(verdict.sentence.starts_with("Large packets vanish: "));
}

TEST_CASE("page_verdict: a DNS sinkhole is noted, with whom to ask, in every run") {
  for (auto run : {examined_run(), run_with(test::four_answers())}) {
    run.events = {event::resolved{.host = "server.example", .addresses = {"0.0.0.0"}}};
    const auto remarks = verdict_of_run(run).remarks;
    REQUIRE(remarks.size() == 1);
    CHECK(remarks.front() ==
          "server.example resolves to 0.0.0.0, which is this machine itself: a DNS "
          "sinkhole. The name server, or the hosts file, blocks the name. Ask who runs "
          "it to allow the name, or use the server's address.");
  }
}

TEST_CASE("page_verdict: sizes and idle limits have their own") {
  auto run = run_with(test::outcome_of({}));
  run.description.options = {{"--mtu"}};
  run.events = {event::sizes_found{test::marked_sizes()}};
  auto verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::bad);
  CHECK(test::contains(verdict.sentence, "packets of more than 1353 bytes are dropped"));
  CHECK(test::contains(verdict.advice, "clamp the MSS to 1313 bytes"));
  run.description.options = {{"--idle-limit", "10"}};
  run.events = {event::idle_found{test::marked_range()}};
  verdict = verdict_of_run(run);
  CHECK(verdict.tone == page_tone::bad);
  CHECK(test::contains(verdict.sentence, "ends connections that were idle for 3 s"));
  CHECK(test::contains(verdict.advice, "please raise the time-out"));
}

TEST_CASE("page_verdict: what the server sees is remarked on") {
  auto run = run_with(test::four_answers());
  run.events = {event::observed{test::marked_observation()}};
  const auto remarks = verdict_of_run(run).remarks;
  REQUIRE(!remarks.empty());
  CHECK(test::contains(remarks.front(), "NAT on the way"));
}

TEST_CASE("page_verdict: a run that could not begin or had no result says so") {
  auto verdict = verdict_of_run(test::unbegun_run());
  CHECK(verdict.tone == page_tone::bad);
  CHECK(
      test::contains(verdict.sentence, "This machine could not carry out the test: key"));
  verdict = verdict_of_run(run_with(test::outcome_of({})));
  CHECK(verdict.tone == page_tone::unknown);
  CHECK(name_of(verdict.tone) == "unknown");
}

}  // namespace
}  // namespace tmss10
