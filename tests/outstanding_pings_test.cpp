// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/outstanding_pings.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr outstanding_pings::time_point start{100h};

/// Three pings, sent a second apart, each with 5 seconds for its answer.
outstanding_pings three() {
  outstanding_pings pings(5s);
  for (unsigned i = 0; i < 3; ++i)
    pings.sent(i + 1, start + std::chrono::seconds(i));
  return pings;
}

TEST_CASE("outstanding_pings: without a ping there is nothing to answer or give up") {
  outstanding_pings pings(5s);
  CHECK(!pings.next_answered());
  CHECK(!pings.take_answered(start));
  CHECK(!pings.expire(start + 1h));
  CHECK(!pings.abandon(start));
  CHECK(!pings.next_expiry());
  CHECK(pings.waiting() == 0);
  CHECK(!pings.full());
}

TEST_CASE("outstanding_pings: answers belong to the pings in their order") {
  auto pings = three();
  CHECK(pings.waiting() == 3);
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    CHECK(pings.next_answered() == sequence);
    const auto answered = pings.take_answered(start + 3s);
    REQUIRE(answered);
    CHECK(answered->sequence == sequence);
    CHECK(answered->round_trip == 4s - std::chrono::seconds(sequence));
    CHECK(!answered->late);
  }
  CHECK(!pings.next_answered());
  CHECK(!pings.take_answered(start + 3s));
  CHECK(pings.waiting() == 0);
}

TEST_CASE(
    "outstanding_pings: a ping is given up when its time-out has passed, not before") {
  auto pings = three();
  CHECK(pings.next_expiry() == start + 5s);
  CHECK(!pings.expire(start + 5s - 1ns));
  const auto given_up = pings.expire(start + 5s);
  REQUIRE(given_up);
  CHECK(given_up->sequence == 1);
  CHECK(given_up->waited == 5s);
  CHECK(!pings.expire(start + 5s));
  CHECK(pings.next_expiry() == start + 6s);
  CHECK(pings.waiting() == 2);
}

TEST_CASE("outstanding_pings: several are given up one by one, each once") {
  auto pings = three();
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    const auto given_up = pings.expire(start + 1h);
    REQUIRE(given_up);
    CHECK(given_up->sequence == sequence);
  }
  CHECK(!pings.expire(start + 1h));
  CHECK(!pings.next_expiry());
  CHECK(pings.waiting() == 0);
}

TEST_CASE("outstanding_pings: a late answer keeps its place in the order") {
  auto pings = three();
  REQUIRE(pings.expire(start + 5s));
  CHECK(pings.next_answered() == 1U);
  const auto late = pings.take_answered(start + 5500ms);
  REQUIRE(late);
  CHECK(late->sequence == 1);
  CHECK(late->late);
  CHECK(late->round_trip == 5500ms);
  const auto in_time = pings.take_answered(start + 5500ms);
  REQUIRE(in_time);
  CHECK(in_time->sequence == 2);
  CHECK(!in_time->late);
  CHECK(pings.waiting() == 1);
  CHECK(pings.next_expiry() == start + 7s);
}

TEST_CASE("outstanding_pings: an abandoned connection's pings are told once, in order") {
  auto pings = three();
  REQUIRE(pings.expire(start + 5s));
  const auto second = pings.abandon(start + 5500ms);
  REQUIRE(second);
  CHECK(second->sequence == 2);
  CHECK(second->waited == 4500ms);
  const auto third = pings.abandon(start + 5500ms);
  REQUIRE(third);
  CHECK(third->sequence == 3);
  CHECK(third->waited == 3500ms);
  CHECK(!pings.abandon(start + 5500ms));
}

TEST_CASE("outstanding_pings: after an abandoned connection it starts again") {
  auto pings = three();
  while (pings.abandon(start + 3s)) {
  }
  CHECK(!pings.take_answered(start + 3s));
  pings.sent(4, start + 4s);
  CHECK(pings.waiting() == 1);
  CHECK(pings.next_expiry() == start + 9s);
  const auto answered = pings.take_answered(start + 4500ms);
  REQUIRE(answered);
  CHECK(answered->sequence == 4);
  CHECK(!answered->late);
}

TEST_CASE("outstanding_pings: it is full at 65,536, those given up among them") {
  outstanding_pings pings(5s);
  for (std::size_t i = 0; i < outstanding_pings::most; ++i) {
    CHECK(!pings.full());
    pings.sent(i, start);
  }
  CHECK(outstanding_pings::most == 65'536);
  CHECK(pings.full());
  while (pings.expire(start + 5s)) {
  }
  CHECK(pings.waiting() == 0);
  CHECK(pings.full());
  REQUIRE(pings.take_answered(start + 6s));
  CHECK(!pings.full());
}

TEST_CASE("outstanding_pings: an answer that is read after a hold-up was noticed late") {
  auto pings = three();
  pings.held_up({start + 2100ms, start + 10s});
  // Nothing is given up before what came meanwhile has been read.
  CHECK(!pings.expire(start + 10s));
  CHECK(pings.next_expiry() == start + 10s + fresh_look);
  for (std::uint64_t sequence = 1; sequence <= 3; ++sequence) {
    const auto answered = pings.take_answered(start + 10s);
    REQUIRE(answered);
    CHECK(answered->sequence == sequence);
    CHECK(answered->noticed_late);
    CHECK(!answered->late);
    CHECK(answered->round_trip == 11s - std::chrono::seconds(sequence));
  }
}

TEST_CASE("outstanding_pings: what did not come by the end of the fresh look is lost") {
  auto pings = three();
  pings.held_up({start + 2100ms, start + 10s});
  CHECK(!pings.expire(start + 10s + fresh_look - 1ns));
  const auto first = pings.expire(start + 10s + fresh_look);
  REQUIRE(first);
  CHECK(first->sequence == 1);
  CHECK(first->waited == 10s + fresh_look);
  CHECK(first->held_up == 7900ms);
  REQUIRE(pings.expire(start + 10s + fresh_look));
  const auto third = pings.abandon(start + 12s);
  REQUIRE(third);
  CHECK(third->waited == 10s);
  CHECK(third->held_up == 7900ms);
}

TEST_CASE("outstanding_pings: a hold-up that ends before the time-out costs no time") {
  auto pings = three();
  pings.held_up({start + 2100ms, start + 2500ms});
  CHECK(pings.next_expiry() == start + 5s);
  const auto answered = pings.take_answered(start + 2500ms);
  REQUIRE(answered);
  CHECK(answered->noticed_late);
}

TEST_CASE(
    "outstanding_pings: a hold-up touches neither what came later nor what is lost") {
  outstanding_pings pings(5s);
  pings.sent(1, start);
  REQUIRE(pings.expire(start + 5s));
  pings.sent(2, start + 10s - most_lateness);
  pings.held_up({start + 6s, start + 10s});
  CHECK(pings.next_expiry() == start + 15s - most_lateness);
  const auto late = pings.take_answered(start + 10s);
  REQUIRE(late);
  CHECK(late->late);
  CHECK(!late->noticed_late);
  const auto in_time = pings.take_answered(start + 10s);
  REQUIRE(in_time);
  CHECK(!in_time->noticed_late);
}

TEST_CASE("outstanding_pings: two hold-ups add up, and give a fresh look each") {
  auto pings = three();
  pings.held_up({start + 2100ms, start + 10s});
  pings.held_up({start + 10100ms, start + 20100ms});
  const auto given_up = pings.expire(start + 20100ms + fresh_look);
  REQUIRE(given_up);
  CHECK(given_up->held_up == 17900ms);
}

TEST_CASE("outstanding_pings: hold-ups that never end keep no ping for ever") {
  auto pings = three();
  auto now = start + 3s;
  bool given_up = false;
  for (int i = 0; i < 100 && !given_up; ++i) {
    pings.held_up({now, now + 400ms});
    now += 900ms;  // it runs for 0.5 s of them
    given_up = pings.expire(now).has_value();
  }
  CHECK(given_up);
}

TEST_CASE("outstanding_pings: what is answered is not late because nobody gave it up") {
  auto pings = three();
  const auto answered = pings.take_answered(start + 5100ms);
  REQUIRE(answered);
  CHECK(!answered->late);
  CHECK(answered->noticed_late);
}

TEST_CASE("outstanding_pings: unread bytes give what expires one fresh look") {
  auto pings = three();
  CHECK(pings.look_again(start + 6s));
  CHECK(pings.next_expiry() == start + 6s + fresh_look);
  CHECK(!pings.look_again(start + 6s + fresh_look));
  REQUIRE(pings.expire(start + 6s + fresh_look));
  const auto second = pings.expire(start + 6s + fresh_look);
  REQUIRE(second);
  CHECK(second->waited == 6s);
  CHECK(second->held_up == 0s);
  // The third had time of its own left.
  CHECK(pings.waiting() == 1);
  CHECK(pings.look_again(start + 7s + fresh_look));
  REQUIRE(pings.take_answered(start + 8s));
  outstanding_pings none(5s);
  CHECK(!none.look_again(start));
}

TEST_CASE("outstanding_pings: they keep their order however many wait at once") {
  outstanding_pings pings(5s);
  constexpr std::uint64_t waiting = 100;
  std::uint64_t answered = 0;
  for (std::uint64_t sent = 1; sent <= 10 * waiting; ++sent) {
    const auto now = start + std::chrono::seconds(sent);
    pings.sent(sent, now);
    while (pings.expire(now)) {
    }
    CHECK(pings.waiting() == std::min<std::uint64_t>(sent, 5));
    if (sent <= waiting) continue;
    const auto oldest = pings.take_answered(now);
    REQUIRE(oldest);
    CHECK(oldest->sequence == ++answered);
    CHECK(oldest->late);
    CHECK(oldest->round_trip == std::chrono::seconds(waiting));
  }
  while (const auto oldest = pings.take_answered(start + 2000s))
    CHECK(oldest->sequence == ++answered);
  CHECK(answered == 10 * waiting);
  CHECK(pings.waiting() == 0);
}

#ifdef __GLIBC__
TEST_CASE("outstanding_pings: a connection on which nothing waits takes no memory") {
  const auto before = mallinfo2().uordblks;
  const outstanding_pings pings(5s);
  CHECK(mallinfo2().uordblks == before);
}
#endif

}  // namespace
}  // namespace tmss10
