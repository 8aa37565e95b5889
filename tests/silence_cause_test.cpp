// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/silence_cause.hpp>
#include <tmss10/core/wire/handshake.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr auto most = std::numeric_limits<std::uint32_t>::max();

/// A wait of 1 s for the answer to 26 bytes, the system's knowledge at its end.
vain_wait wait_with(tcp_facts after, std::size_t message_size = 26) {
  return {{0, 0, 5}, after, 1s, message_size};
}

TEST_CASE(
    "silence_cause: what is acknowledged at once was delivered, and is not answered") {
  for (const std::size_t size : {0U, 26U, 536U, 537U, 65'000U}) {
    CAPTURE(size);
    CHECK(silence_cause_of(wait_with({0, 0, 5}, size)) == silence_cause::not_answered);
  }
}

TEST_CASE("silence_cause: a second copy that is acknowledged means a lost answer") {
  for (const std::uint32_t total : {6U, 9U, most}) {
    CAPTURE(total);
    CHECK(silence_cause_of(wait_with({0, 0, total})) == silence_cause::answer_lost);
    CHECK(silence_cause_of(wait_with({0, 0, total}, 537)) == silence_cause::large_vanish);
  }
}

TEST_CASE(
    "silence_cause: an acknowledgement tells nothing before TCP could have tried twice") {
  auto wait = wait_with({0, 0, 5});
  wait.lasted = 499ms;
  CHECK(silence_cause_of(wait) == silence_cause::unknown);
  wait.lasted = 500ms;
  CHECK(silence_cause_of(wait) == silence_cause::not_answered);
}

TEST_CASE("silence_cause: what was sent once may still be on its way") {
  for (const std::uint32_t segments : {1U, 2U, most}) {
    CAPTURE(segments);
    CHECK(silence_cause_of(wait_with({segments, 0, 5})) == silence_cause::unknown);
    CHECK(silence_cause_of(wait_with({segments, 0, 9}, 65'000)) ==
          silence_cause::unknown);
  }
}

TEST_CASE("silence_cause: what this machine holds back did not arrive") {
  tcp_facts after{0, 0, 5};
  after.held_back = 26;
  auto wait = wait_with(after);
  CHECK(silence_cause_of(wait) == silence_cause::not_sent);
  CHECK_FALSE(end_may_be_answer(after, 0s));
  wait.lasted = 499ms;
  CHECK(silence_cause_of(wait) == silence_cause::unknown);
}

TEST_CASE("silence_cause: what was sent again is not delivered, however long it was") {
  for (const std::uint32_t times : {1U, 2U, most}) {
    CAPTURE(times);
    auto wait = wait_with({1, times, 6});
    CHECK(silence_cause_of(wait) == silence_cause::not_delivered);
    wait.lasted = 1ms;
    CHECK(silence_cause_of(wait) == silence_cause::not_delivered);
  }
}

TEST_CASE(
    "silence_cause: after a reset nothing counts as unacknowledged, but as sent again") {
  CHECK(silence_cause_of(wait_with({0, 1, 6})) == silence_cause::not_delivered);
  CHECK(silence_cause_of(wait_with({0, 1, 6}, 537)) == silence_cause::large_vanish);
}

TEST_CASE(
    "silence_cause: an end can be an answer when it comes soon, and to what arrived") {
  const tcp_facts acknowledged{0, 0, 5};
  for (const auto soon : {0ns, 1ns, std::chrono::nanoseconds(1999ms)}) {
    CHECK(end_may_be_answer(acknowledged, soon));
    CHECK(end_may_be_answer(std::nullopt, soon));  // the system does not tell
    CHECK(!end_may_be_answer(tcp_facts{1, 0, 5}, soon));
    CHECK(!end_may_be_answer(tcp_facts{1, 1, 6}, soon));
    CHECK(!end_may_be_answer(tcp_facts{0, 1, 6}, soon));  // after a reset
  }
  for (const auto late : {std::chrono::nanoseconds(2s), std::chrono::nanoseconds(1h)}) {
    CHECK(!end_may_be_answer(acknowledged, late));
    CHECK(!end_may_be_answer(std::nullopt, late));
  }
}

TEST_CASE("silence_cause: what fits in the smallest segment of all paths is small") {
  const tcp_facts sent_again{1, 1, 6};
  CHECK(silence_cause_of(wait_with(sent_again, 536)) == silence_cause::not_delivered);
  CHECK(silence_cause_of(wait_with(sent_again, 537)) == silence_cause::large_vanish);
  CHECK(silence_cause_of(wait_with(sent_again, 65'000)) == silence_cause::large_vanish);
  CHECK(silence_cause_of(wait_with(sent_again, handshake::message_size)) ==
        silence_cause::not_delivered);
}

}  // namespace
}  // namespace tmss10
