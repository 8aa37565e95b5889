// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/outstanding_pings.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

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

}  // namespace
}  // namespace tmss10
