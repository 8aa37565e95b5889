// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/dead_path.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using advice = dead_path::advice;

constexpr std::size_t small = 26;
constexpr std::size_t large = 1400;

/// Nothing is on its way, and so many segments were sent again since the beginning.
tcp_facts delivered(std::uint32_t total_retransmits = 0) {
  return {0, 0, total_retransmits};
}

/// The oldest segment was sent again so often, in vain.
tcp_facts in_vain(std::uint32_t times) {
  return {1, times, times};
}

/// A connection to the target whose first ping waits.
dead_path waiting(bool direct = true) {
  dead_path out(direct);
  out.before(delivered(), 10ms);
  return out;
}

/// The same; nothing got through, and another connection worked meanwhile.
dead_path suspect() {
  auto out = waiting();
  CHECK(out.gave_up(in_vain(2), 1s, small).next == advice::try_another);
  out.another_ended(true, in_vain(3));
  return out;
}

TEST_CASE("dead_path: why a ping was given up, and what to do about it") {
  struct {
    std::optional<tcp_facts> known;
    dead_path::duration waited;
    std::size_t size;
    silence_cause why;
    advice next;
  } const rows[] = {
      {delivered(), 1s, small, silence_cause::not_answered, advice::go_on},
      {delivered(), 1s, large, silence_cause::not_answered, advice::go_on},
      {delivered(), 400ms, small, silence_cause::unknown, advice::go_on},
      {delivered(1), 1s, small, silence_cause::answer_lost, advice::go_on},
      {delivered(1), 1s, large, silence_cause::large_vanish, advice::go_on},
      {tcp_facts{1, 0, 0}, 1s, small, silence_cause::unknown, advice::go_on},
      {in_vain(1), 1s, small, silence_cause::not_delivered, advice::try_another},
      {in_vain(1), 1s, large, silence_cause::large_vanish, advice::go_on},
      {std::nullopt, 1s, small, silence_cause::unknown, advice::go_on},
  };
  for (const auto& row : rows) {
    CAPTURE(&row - rows);
    auto path = waiting();
    const auto judged = path.gave_up(row.known, row.waited, row.size);
    CHECK(judged.why == row.why);
    CHECK(judged.next == row.next);
    CHECK(!path.is_suspect());
  }
}

TEST_CASE("dead_path: a connection to a proxy says nothing about the target") {
  auto path = waiting(false);
  const auto judged = path.gave_up(in_vain(3), 1s, small);
  CHECK(judged.why == silence_cause::unknown);
  CHECK(judged.next == advice::go_on);
  CHECK(path.ended(in_vain(3), small) == silence_cause::unknown);
  CHECK(path.answered_late(true) == silence_cause::slow);
}

TEST_CASE("dead_path: dead is what is sent again in vain after another one worked") {
  const auto path = suspect();
  CHECK(path.is_suspect());
  CHECK(!path.is_dead(in_vain(3)));
  CHECK(path.is_dead(in_vain(4)));
  CHECK(!path.is_dead(std::nullopt));
}

TEST_CASE("dead_path: the next ping given up ends a dead connection") {
  auto path = suspect();
  auto judged = path.gave_up(in_vain(3), 1s, small);
  CHECK(judged.why == silence_cause::not_delivered);
  CHECK(judged.next == advice::go_on);  // another one is not needed twice
  judged = path.gave_up(in_vain(4), 1s, small);
  CHECK(judged.why == silence_cause::not_delivered);
  CHECK(judged.next == advice::end);
}

TEST_CASE("dead_path: another one that fails is tried again for the next ping") {
  auto path = waiting();
  for (std::uint32_t times = 1; times < 5; ++times) {
    CHECK(path.gave_up(in_vain(times), 1s, small).next == advice::try_another);
    path.another_ended(false, in_vain(times));
    CHECK(!path.is_suspect());
  }
}

TEST_CASE("dead_path: any answer clears the suspicion") {
  auto path = suspect();
  path.answered();
  CHECK(!path.is_suspect());
  CHECK(!path.is_dead(in_vain(9)));
}

TEST_CASE("dead_path: so does a ping that was delivered, though not answered") {
  auto path = suspect();
  CHECK(path.gave_up(delivered(), 1s, small).next == advice::go_on);
  CHECK(!path.is_suspect());
}

TEST_CASE("dead_path: another one that works after an answer came proves nothing") {
  auto path = waiting();
  CHECK(path.gave_up(in_vain(2), 1s, small).next == advice::try_another);
  path.answered();
  path.another_ended(true, delivered(2));
  CHECK(!path.is_suspect());
}

TEST_CASE("dead_path: what the system does not say of another's end proves nothing") {
  auto path = waiting();
  CHECK(path.gave_up(in_vain(2), 1s, small).next == advice::try_another);
  path.another_ended(true, std::nullopt);
  CHECK(!path.is_suspect());
}

TEST_CASE("dead_path: a late answer is slow, or was held up on its way") {
  auto path = waiting();
  CHECK(path.answered_late(false) == silence_cause::slow);
  CHECK(path.answered_late(true) == silence_cause::held_up);
  // What waited with it was held up as well, until one is answered in time.
  CHECK(path.answered_late(false) == silence_cause::held_up);
  path.answered_in_time();
  CHECK(path.answered_late(false) == silence_cause::slow);
  CHECK(path.gave_up(in_vain(1), 1s, small).why == silence_cause::not_delivered);
  path.answered();
  CHECK(path.answered_late(false) == silence_cause::held_up);
}

TEST_CASE(
    "dead_path: what was sent again before a ping was sent is not held against it") {
  dead_path path(true);
  path.before(delivered(), 10ms);
  path.before(delivered(7), 199ms);
  CHECK(path.gave_up(delivered(7), 1s, small).why == silence_cause::not_answered);
}

TEST_CASE("dead_path: what is known is kept as soon as anything may be sent again") {
  dead_path path(true);
  path.before(delivered(), std::nullopt);
  path.before(delivered(1), 200ms);
  CHECK(path.gave_up(delivered(1), 1s, small).why == silence_cause::answer_lost);
  path.before(delivered(2), 10ms);  // still silent
  CHECK(path.gave_up(delivered(2), 1s, small).why == silence_cause::answer_lost);
  path.answered();
  path.before(delivered(2), 10ms);
  CHECK(path.gave_up(delivered(2), 1s, small).why == silence_cause::not_answered);
}

TEST_CASE("dead_path: the cause of a connection's end is what was not delivered on it") {
  const auto path = waiting();
  CHECK(path.ended(in_vain(1), small) == silence_cause::not_delivered);
  CHECK(path.ended(in_vain(1), large) == silence_cause::large_vanish);
  CHECK(path.ended(delivered(1), small) == silence_cause::unknown);
  CHECK(path.ended(std::nullopt, small) == silence_cause::unknown);
}

}  // namespace
}  // namespace tmss10
