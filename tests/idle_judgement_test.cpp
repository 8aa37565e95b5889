// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/idle_judgement.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

idle_range asked_for_600() {
  idle_range out;
  out.asked = 600s;
  out.target = "192.0.2.7:5000";
  out.complete = true;
  return out;
}

idle_range limited(idle_end how, bool while_idle = false) {
  auto out = asked_for_600();
  out.survived = 299500ms;
  out.ended = 327200ms;
  out.how = how;
  out.while_idle = while_idle;
  out.confirmed = true;
  return out;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("idle_judgement: without a limit there is nothing to do") {
  auto found = asked_for_600();
  found.survived = 600s;
  const auto judged = judge_idle(found);
  CHECK(judged.sentence ==
        "Connections survive being idle for 600 s, the longest time that was tried.");
  CHECK(judged.advice.empty());
  CHECK(judged.shortfall.empty());
}

TEST_CASE("idle_judgement: what was stopped early claims no more than it knows") {
  auto found = asked_for_600();
  found.complete = false;
  found.survived = 44s;
  CHECK(judge_idle(found).sentence ==
        "Connections survive being idle for 44 s. This was stopped before longer times "
        "were known.");
  found.ended = 111s;
  found.how = idle_end::silence;
  const auto judged = judge_idle(found);
  CHECK(has(judged.sentence, "idle for 44 to 111 s"));
  CHECK(has(judged.sentence, "stopped before it was narrowed down and confirmed"));
  CHECK_FALSE(judged.shortfall.empty());
}

TEST_CASE("idle_judgement: a busy responder is why it took longer, with what to do") {
  auto found = limited(idle_end::silence);
  CHECK(judge_idle(found).note.empty());
  found.admitted = 3;
  CHECK(
      judge_idle(found).note ==
      "The responder was busy and admitted no more than 3 connections at a time, so the "
      "search took longer than with 8. Raise its --max-per-address or, if it is full, "
      "its --max-connections.");
  found = asked_for_600();
  found.survived = 600s;
  found.admitted = 1;
  CHECK(has(judge_idle(found).note, "no more than 1 connection at a time"));
}

TEST_CASE("idle_judgement: a forgotten connection, with the words of a ticket") {
  const auto judged = judge_idle(limited(idle_end::silence));
  CHECK(
      judged.sentence ==
      "Something on the way (a firewall, a NAT, a load balancer) forgets connections "
      "that were idle for 299 to 328 s, and drops what is then sent without an answer.");
  CHECK(
      judged.advice ==
      "Ask those who run it: \"TCP to 192.0.2.7:5000: please raise the time-out of idle "
      "established connections from about 328 s to more than 600 s.\" Or have the client "
      "send something at least every 149 s (TCP keep-alive interval).");
  CHECK(judged.shortfall ==
        "--idle-limit: something on the way forgets idle connections after 299 to 328 s");
}

TEST_CASE("idle_judgement: each end has its own words") {
  struct {
    idle_end how;
    bool while_idle;
    const char* words;
  } const rows[] = {
      {idle_end::silence, false, "drops what is then sent"},
      {idle_end::reset, false, "answers what is then sent with a reset"},
      {idle_end::reset, true, "resets connections that were idle for 327 s"},
      {idle_end::closed, true, "in order (FIN) but without"},
      {idle_end::close_message, true, "The responder itself ends connections"},
      {idle_end::closed, false, "are ended when something is sent"},
  };
  for (const auto& row : rows) {
    const auto judged = judge_idle(limited(row.how, row.while_idle));
    INFO(row.words);
    CHECK(has(judged.sentence, row.words));
    CHECK_FALSE(judged.advice.empty());
    CHECK_FALSE(judged.shortfall.empty());
  }
}

TEST_CASE("idle_judgement: the responder's own limit is no firewall's") {
  auto found = limited(idle_end::close_message, true);
  found.ended = 3002ms;
  found.asked = 10s;
  const auto judged = judge_idle(found);
  CHECK(has(judged.sentence, "idle for 3 s (its --idle-timeout)"));
  CHECK(judged.advice ==
        "To test the path for longer, start the responder with --idle-timeout 20.");
  CHECK(judged.shortfall ==
        "--idle-limit: the responder ends idle connections after 3 s");
}

TEST_CASE("idle_judgement: what ended by itself once is no limit") {
  auto found = limited(idle_end::close_message, true);
  found.confirmed = false;
  const auto once = judge_idle(found);
  CHECK(has(once.sentence, "seen only once"));
  CHECK(once.advice.empty());
  CHECK(once.shortfall.empty());
  found.survived_longer = 400s;
  const auto refuted = judge_idle(found);
  CHECK(has(refuted.sentence, "another one survived 400 s: that is no idle limit"));
  CHECK(refuted.shortfall.empty());
}

TEST_CASE("idle_judgement: a proxy is named") {
  auto found = limited(idle_end::closed, true);
  found.proxy = "192.0.2.1:3128";
  CHECK(judge_idle(found).sentence.starts_with(
      "The proxy 192.0.2.1:3128 or something else on the way ends"));
}

TEST_CASE("idle_judgement: what is not the same for all is no plain answer") {
  auto found = limited(idle_end::silence);
  found.survived_longer = 400s;
  CHECK(has(judge_idle(found).sentence,
            "not the same for all connections: another one survived 400 s"));
}

TEST_CASE("idle_judgement: where no whole second is short enough, no interval is named") {
  auto found = limited(idle_end::silence);
  found.survived = 1900ms;
  found.ended = 2600ms;
  CHECK_FALSE(has(judge_idle(found).advice, "keep-alive"));
  found.survived = 2s;
  CHECK(has(judge_idle(found).advice, "every 1 s"));
  found.survived = 0s;
  CHECK(has(judge_idle(found).sentence, "idle for at most 2.6 s"));
}

TEST_CASE("idle_judgement: times are rounded to the safe side") {
  CHECK(idle_at_least(854ms) == "0.85 s");
  CHECK(idle_at_most(854ms) == "0.86 s");
  CHECK(idle_at_least(3290ms) == "3.2 s");
  CHECK(idle_at_most(3210ms) == "3.3 s");
  CHECK(idle_at_least(305900ms) == "305 s");
  CHECK(idle_at_most(305100ms) == "306 s");
  CHECK(idle_at_least(600s) == "600 s");
  CHECK(idle_at_most(600s) == "600 s");
  CHECK(idle_at_least(2300ms) == "2.3 s");
  CHECK(idle_at_most(2300ms) == "2.3 s");
}

}  // namespace
}  // namespace tmss10
