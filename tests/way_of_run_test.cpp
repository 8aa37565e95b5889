// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/examined_parts.hpp"
#include <tmss10/core/run/connection_attempt_delay.hpp>
#include <tmss10/core/run/way_of_run.hpp>

#include <chrono>
#include <string>
#include <utility>

using namespace tmss10;
using namespace tmss10::test;
using std::chrono::nanoseconds;

namespace {

tried_way way_connected_after(nanoseconds time, const std::string& address) {
  auto out = way_working(address);
  out.connection = time;
  return out;
}

std::string address_of(const tried_way* way) {
  return way == nullptr ? "none" : way->address;
}

}  // namespace

TEST_CASE("way_of_run: the first address that connects, in the order of the name's") {
  auto of = found_with({way_working(), way_working("192.0.2.8")});
  CHECK(address_of(way_of_run(of)) == "192.0.2.7");
  std::swap(of.ways[0], of.ways[1]);  // they are reported as they end
  CHECK(address_of(way_of_run(of)) == "192.0.2.7");
  CHECK(address_of(way_of_run(found_with({way_refused(), way_working("192.0.2.8")}))) ==
        "192.0.2.8");
}

TEST_CASE("way_of_run: an address that connects too late is overtaken") {
  const auto second = way_connected_after(1ms, "192.0.2.8");
  const auto found = [&second](nanoseconds time) {
    return found_with({way_connected_after(time, "192.0.2.7"), second});
  };
  CHECK(address_of(way_of_run(found(connection_attempt_delay))) == "192.0.2.7");
  CHECK(address_of(way_of_run(found(connection_attempt_delay + 1ms))) == "192.0.2.7");
  CHECK(address_of(way_of_run(found(connection_attempt_delay + 2ms))) == "192.0.2.8");
}

TEST_CASE("way_of_run: who is refused at once holds up nobody") {
  auto refused = way_refused("192.0.2.9");
  refused.why->waited = 1ms;
  const auto of = found_with({refused, way_connected_after(100ms, "192.0.2.7"),
                              way_connected_after(1ms, "192.0.2.8")});
  CHECK(address_of(way_of_run(of)) == "192.0.2.7");
}

TEST_CASE("way_of_run: what fails after its connection is taken all the same") {
  const auto keys = failure_at(stage::handshake, errc::keys_differ);
  const auto of = found_with({way_failed(keys), way_working("192.0.2.8")});
  CHECK(address_of(way_of_run(of)) == "192.0.2.7");
  REQUIRE(failure_of_ways(of));
  CHECK(failure_of_ways(of)->error == errc::keys_differ);
}

TEST_CASE("way_of_run: none without a connection, and the verdict's tells the most") {
  const auto of = found_with({way_no_answer(), way_refused("192.0.2.8")});
  CHECK(way_of_run(of) == nullptr);
  CHECK(address_of(judged_way(of)) == "192.0.2.8");
  CHECK(way_of_run(found_with({})) == nullptr);
  CHECK(judged_way(found_with({})) == nullptr);
}

TEST_CASE("way_of_run: of a run through a proxy, only that counts") {
  const auto of = by_proxy(found_with({way_working(), way_through_proxy()}));
  CHECK(address_of(way_of_run(of)) == "198.51.100.3");
}
