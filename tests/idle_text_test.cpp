// SPDX-License-Identifier: MIT
#include "core/report/idle_text.hpp"

#include "catch.hpp"
#include <tmss10/core/run/idle_limit.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using lines = std::vector<std::string>;
using step = idle_progress::step;

idle_progress second_round() {
  idle_progress out;
  out.round = 2;
  out.awaited = {120s, 130s, 140s};
  out.waited = 42s;
  out.remaining = 103s;
  out.so_far.survived = 110s;
  out.so_far.ended = 140s;
  return out;
}

TEST_CASE("idle_text: a round says how long it lasts") {
  auto at = second_round();
  at.what = step::round;
  CHECK(idle_lines(at, false) == lines{"round 2: 3 connections, idle for up to 140 s"});
}

TEST_CASE("idle_text: a round says when the responder admits no more") {
  auto at = second_round();
  at.what = step::round;
  at.so_far.admitted = 3;
  CHECK(idle_lines(at, false) == lines{"round 2: 3 connections (the responder admits no "
                                       "more), idle for up to 140 s"});
  at.so_far.admitted = 8;
  CHECK(idle_lines(at, false) == lines{"round 2: 3 connections, idle for up to 140 s"});
  at.awaited.clear();
  CHECK(idle_lines(at, false).empty());
}

TEST_CASE("idle_text: a connection has its line with -v, time that passes has none") {
  auto at = second_round();
  CHECK(idle_lines(at, true).empty());
  at.what = step::decided;
  at.last = {120s, idle_end::survived, false};
  CHECK(idle_lines(at, false).empty());
  CHECK(idle_lines(at, true) == lines{"idle for 120 s: answered"});
  at.last = {130100ms, idle_end::silence, false};
  CHECK(idle_lines(at, true) ==
        lines{"idle for 131 s: no answer, while a new connection works"});
  at.last = {3s, idle_end::close_message, true};
  CHECK(idle_lines(at, true) ==
        lines{"idle for 3 s: the responder's close message, by itself"});
}

TEST_CASE("idle_text: how far it is, in as many columns as there are") {
  const auto at = second_round();
  CHECK(idle_status_line(at, 200) ==
        "round 2: idle for 42 s of 2 min 20 s, 3 connections waiting, about 103 s left; "
        "survived 110 s; ended at 140 s");
  CHECK(idle_status_line(at, 20) == "round 2: idle for 42");
}

TEST_CASE("idle_text: what was found") {
  idle_range found;
  found.target = "192.0.2.7:5000";
  found.asked = 10s;
  found.survived = 10s;
  found.complete = true;
  CHECK(
      idle_lines(found, 80) ==
      lines{
          "idle limit of 192.0.2.7:5000, looked for up to 10 s:", "  survived      10 s",
          "Connections survive being idle for 10 s, the longest time that was tried."});
  found.survived = 4s;
  found.ended = 4600ms;
  found.how = idle_end::silence;
  const auto out = idle_lines(found, 79);
  REQUIRE(out.size() > 4);
  CHECK(out[1] == "  survived       4 s");
  CHECK(out[2] == "  lost         4.6 s  no answer, while a new connection works");
  for (const auto& line : out)
    CHECK(line.size() <= 79);
  for (const auto& line : idle_lines(found, 50))
    CHECK((line.size() <= 50 || line.front() == ' ' || line.ends_with(":")));
  CHECK(idle_verdict(found, 1000) ==
        lines{"Something on the way (a firewall, a NAT, a load balancer) forgets "
              "connections that were idle for 4 to 4.6 s, and drops what is then sent "
              "without an answer."});
  CHECK(idle_verdict(found, 50).size() > 1);
}

}  // namespace
}  // namespace tmss10
