// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/net/event_feed.hpp>

#include <chrono>
#include <cstdint>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const event_feed::time_point start{1h};

TEST_CASE("event_feed: an event is counted before it is passed on") {
  std::vector<std::uint64_t> sent_so_far;
  event_feed* self = nullptr;
  event_feed feed(
      [&](const ping_event&) { sent_so_far.push_back(self->totals().transmitted); });
  self = &feed;
  feed.tell(event::sent{1, {}, 44}, start);
  feed.tell(event::sent{2, {}, 44}, start);
  CHECK(sent_so_far == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("event_feed: hold-ups count at once, and are passed on before what is next") {
  std::vector<ping_event> told;
  event_feed feed([&](const ping_event& happened) { told.push_back(happened); });
  feed.note(event::held_up{300ms, 2}, start);
  feed.note(event::held_up{400ms, 3}, start + 1s);
  CHECK(feed.totals().held_up == 5);
  CHECK(told.empty());
  feed.tell(event::sent{1, {}, 44}, start + 2s);
  REQUIRE(told.size() == 2);
  const auto& held_up = std::get<event::held_up>(told[0]);
  CHECK(held_up.length == 700ms);
  CHECK(held_up.slots == 5);
  CHECK(std::holds_alternative<event::sent>(told[1]));
  CHECK(feed.totals().held_up == 5);
  feed.flush();
  CHECK(told.size() == 2);
}

TEST_CASE("event_feed: what was noted last is passed on at the end") {
  std::vector<ping_event> told;
  event_feed feed([&](const ping_event& happened) { told.push_back(happened); });
  feed.note(event::held_up{300ms, 0}, start);
  feed.flush();
  REQUIRE(told.size() == 1);
  CHECK(std::get<event::held_up>(told[0]).length == 300ms);
}

TEST_CASE("event_feed: every event has the number of the target") {
  std::vector<ping_event> told;
  event_feed feed([&](const ping_event& happened) { told.push_back(happened); }, 7);
  feed.note(event::held_up{300ms, 0}, start);
  feed.tell(event::sent{1, {}, 44}, start);
  REQUIRE(told.size() == 2);
  CHECK(told[0].target == 7);
  CHECK(told[1].target == 7);
}

}  // namespace
}  // namespace tmss10
