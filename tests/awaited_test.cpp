// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/awaited.hpp>
#include <tmss10/core/errc.hpp>

#include <chrono>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::vector<ping_event> ups{event::reply{1, 44, 1ms, false},
                                  event::connection_made{1, 1ms}};
const std::vector<ping_event> downs{
    event::lost{1, 1s, errc::timed_out},          event::bad_reply{1, errc::wrong_echo},
    event::disconnected{errc::closed_by_peer},    event::not_connected{},
    event::connection_failed{1, errc::timed_out}, event::closed_at_once{1, 1ms}};
const std::vector<ping_event> neither{
    event::connecting{},      event::resolved{},  event::connected{},
    event::proxy_connected{}, event::tunnelled{}, event::greeted{},
    event::established{},     event::sent{},      event::reply{1, 44, 9s, true}};

TEST_CASE("awaited: an answer in time is up, and nothing else") {
  for (const auto& happened : ups)
    CHECK(has_come(awaited::up, happened));
  for (const auto& happened : downs)
    CHECK(!has_come(awaited::up, happened));
  for (const auto& happened : neither)
    CHECK(!has_come(awaited::up, happened));
}

TEST_CASE("awaited: whatever is not answered is down, a late answer is not") {
  for (const auto& happened : downs)
    CHECK(has_come(awaited::down, happened));
  for (const auto& happened : ups)
    CHECK(!has_come(awaited::down, happened));
  for (const auto& happened : neither)
    CHECK(!has_come(awaited::down, happened));
}

TEST_CASE("awaited: who waits for nothing goes on") {
  for (const auto& events : {ups, downs, neither}) {
    for (const auto& happened : events)
      CHECK(!has_come(awaited::nothing, happened));
  }
}

}  // namespace
}  // namespace tmss10
