// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/verdict/awaited.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::vector<ping_event> ups{event::reply{1, 44, 1ms, false},
                                  event::connection_made{1, 1ms}};
const std::vector<ping_event> downs{event::lost{1, 1s, errc::timed_out},
                                    event::bad_reply{1, errc::wrong_echo},
                                    event::disconnected{errc::closed_by_peer},
                                    event::not_connected{test::refused()},
                                    event::connection_failed{1, {}, test::refused()},
                                    event::closed_at_once{1, 1ms},
                                    event::closed_at_once{1, 1ms, true}};
const std::vector<ping_event> neither{
    event::connecting{},      event::resolved{},  event::connected{},
    event::proxy_connected{}, event::tunnelled{}, event::greeted{},
    event::established{},     event::sent{},      event::reply{1, 44, 9s, true},
    event::attempted{1},      event::held_up{},   event::retransmitted{},
    event::attempt{},         event::unsent{},    event::banner{}};

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

TEST_CASE("awaited: the words for what is down claim no more than the event shows") {
  const std::vector<std::string> expected{
      "a ping was not answered",
      "a ping was not answered",
      "the connection was lost: " + make_error_code(errc::closed_by_peer).message(),
      "it is down: " + diagnose(test::refused()).sentence,
      "it is down: " + diagnose(test::refused()).sentence,
      "the connection was closed at once",
      "the connection was reset at once"};
  REQUIRE(downs.size() == expected.size());
  for (std::size_t i = 0; i < downs.size(); ++i)
    CHECK(words_for_down(downs[i]) == "--until-down: " + expected[i]);
}

failure failure_of(stage where, std::error_code error) {
  auto out = test::refused();
  out.where = where;
  out.error = error;
  return out;
}

/// What says nothing of the target.
const std::vector<failure> of_others{
    failure_of(stage::resolve, errc::name_not_found),
    failure_of(stage::resolve, errc::timed_out),
    failure_of(stage::resolve, errc::no_address_of_family),
    failure_of(stage::resolve, errc::no_thread),
    failure_of(stage::connect, std::make_error_code(std::errc::too_many_files_open)),
    failure_of(stage::connect, errc::ipv6_off),
    failure_of(stage::proxy_resolve, errc::name_not_found),
    failure_of(stage::proxy_connect, std::make_error_code(std::errc::connection_refused)),
    failure_of(stage::proxy_tunnel, errc::proxy_wants_credentials),
    failure_of(stage::proxy_tunnel, errc::not_http),
    failure_of(stage::proxy_tunnel, errc::timed_out),
    failure_of(stage::proxy_tunnel, errc::closed_by_peer),
    failure_of(stage::greeting, errc::unsupported_version),
    failure_of(stage::handshake, errc::keys_differ)};

TEST_CASE("awaited: a failure that says nothing of the target is no end, but in vain") {
  for (const auto& why : of_others) {
    CAPTURE(diagnose(why).sentence);
    CHECK(!has_come(awaited::down, event::not_connected{why}));
    CHECK(!has_come(awaited::down, event::connection_failed{1, why.error, why}));
    CHECK(is_in_vain(awaited::down, event::not_connected{why}));
    CHECK(!is_in_vain(awaited::up, event::not_connected{why}));
    CHECK(!is_in_vain(awaited::nothing, event::not_connected{why}));
  }
}

TEST_CASE("awaited: what passes is worth to be waited for") {
  for (const auto error : {errc::source_not_here, errc::interface_not_here,
                           errc::interface_down, errc::no_local_port}) {
    const event::not_connected happened{failure_of(stage::connect, error)};
    CHECK(!has_come(awaited::down, happened));
    CHECK(!is_in_vain(awaited::down, happened));
  }
}

TEST_CASE("awaited: a proxy that tried in vain says that the target is down") {
  auto why = failure_of(stage::proxy_tunnel, errc::proxy_refused_tunnel);
  why.proxy = failed_proxy{};
  for (const auto& [status, is_down] :
       {std::pair(502, true), std::pair(503, true), std::pair(504, true),
        std::pair(403, false), std::pair(404, false), std::pair(429, false)}) {
    why.proxy->status = status;
    CAPTURE(status);
    CHECK(has_come(awaited::down, event::not_connected{why}) == is_down);
    CHECK(is_in_vain(awaited::down, event::not_connected{why}) != is_down);
  }
}

TEST_CASE("awaited: who waits for nothing goes on") {
  for (const auto& events : {ups, downs, neither}) {
    for (const auto& happened : events)
      CHECK(!has_come(awaited::nothing, happened));
  }
}

}  // namespace
}  // namespace tmss10
