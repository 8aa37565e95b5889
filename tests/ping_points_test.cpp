// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/ping_points.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point first_sent{1'795'248'309s};

std::uint64_t count_of(const ping_points& of, std::uint64_t ping_point::*what) {
  std::uint64_t out = 0;
  for (const auto& point : of.all())
    out += point.*what;
  return out;
}

TEST_CASE("ping_points: of no pings there is no point") {
  CHECK(ping_points().all().empty());
  CHECK(ping_points().pings_per_point() == 1);
}

TEST_CASE("ping_points: up to 500 pings have a point each") {
  ping_points seen;
  for (int i = 0; i < 500; ++i)
    seen.answered(first_sent + i * 1s, i * 1us);
  REQUIRE(seen.all().size() == 500);
  CHECK(seen.pings_per_point() == 1);
  CHECK(seen.all()[7].shortest->took == 7us);
  CHECK(seen.all()[7].begin == first_sent + 7s);
}

TEST_CASE("ping_points: of 1,000 pings both of each point are kept") {
  ping_points seen;
  for (int i = 0; i < 1000; ++i)
    seen.answered(first_sent + i * 1s, i * 1us);
  REQUIRE(seen.all().size() == 500);
  CHECK(seen.pings_per_point() == 2);
  for (int i = 0; i < 500; ++i) {
    const auto& point = seen.all()[static_cast<std::size_t>(i)];
    CHECK(point.shortest->took == 2 * i * 1us);
    CHECK(point.longest->took == (2 * i + 1) * 1us);
    CHECK(point.longest->sent == first_sent + (2 * i + 1) * 1s);
  }
}

TEST_CASE("ping_points: of a million pings, no extreme and no loss is lost") {
  constexpr int all = 1'000'000;
  ping_points seen;
  for (int i = 0; i < all; ++i) {
    const auto at = first_sent + i * 1ms;
    if (i % 1000 == 17) {
      seen.lost(at);
    } else if (i % 1000 == 18) {
      seen.unsent(at);
    } else {
      seen.answered(at, i == 654'321 ? 9s : i == 123'456 ? 1ns : 300us);
    }
  }
  CHECK(seen.all().size() <= ping_points::most_kept);
  CHECK(count_of(seen, &ping_point::pings) == all);
  CHECK(count_of(seen, &ping_point::lost) == 1000);
  CHECK(count_of(seen, &ping_point::unsent) == 1000);
  const auto longest = std::ranges::max_element(
      seen.all(), {}, [](const auto& at) { return at.longest->took; });
  CHECK(longest->longest->took == 9s);
  CHECK(longest->longest->sent == first_sent + 654'321ms);
  const auto shortest = std::ranges::min_element(
      seen.all(), {}, [](const auto& at) { return at.shortest->took; });
  CHECK(shortest->shortest->took == 1ns);
}

TEST_CASE("ping_points: a time that nobody knows is a ping without a time") {
  ping_points seen;
  seen.answered(first_sent, std::nullopt);
  REQUIRE(seen.all().size() == 1);
  CHECK(seen.all().front().pings == 1);
  CHECK(!seen.all().front().shortest);
}

}  // namespace
}  // namespace tmss10
