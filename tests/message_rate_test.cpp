// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/responder/message_rate.hpp>

#include <chrono>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using duration = message_rate::duration;

/// Far from the clock's zero, as a clock is.
const message_rate::time_point start{24h};

TEST_CASE("message_rate: one second's worth at once, then one interval for each") {
  message_rate subject;
  for (int i = 1; i < 10; ++i)
    CHECK(subject.count(start, 10) == 0ns);
  CHECK(subject.count(start, 10) == 100ms);
  CHECK(subject.count(start, 10) == 200ms);
}

TEST_CASE("message_rate: who comes at the rate, or slower, never waits") {
  for (const auto interval : {100ms, 101ms, 5000ms}) {
    message_rate subject;
    auto now = start;
    for (int i = 0; i < 1000; ++i) {
      CHECK(subject.count(now, 10) == 0ns);
      now += interval;
    }
  }
}

TEST_CASE("message_rate: who waits as it says comes at the rate") {
  message_rate subject;
  auto now = start;
  for (int i = 0; i < 1000; ++i)
    now += subject.count(now, 50);
  // 50 at once, and the other 950 one by one; one more is due now.
  CHECK(now - start == 951 * 20ms);
}

TEST_CASE("message_rate: what was not used is there again, but no more than a second's") {
  message_rate subject;
  for (int i = 0; i < 20; ++i)
    (void)subject.count(start, 10);
  const auto later = start + 1h;
  for (int i = 1; i < 10; ++i)
    CHECK(subject.count(later, 10) == 0ns);
  CHECK(subject.count(later, 10) == 100ms);
}

TEST_CASE("message_rate: one a second is one each second") {
  message_rate subject;
  CHECK(subject.count(start, 1) == 1s);
  CHECK(subject.count(start + 1s, 1) == 1s);
  CHECK(subject.count(start + 5s, 1) == 1s);
}

}  // namespace
}  // namespace tmss10
