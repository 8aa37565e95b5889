// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/round_trip_sample.hpp>

#include <chrono>
#include <cstdint>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

round_trip_sample of_first(std::int64_t count) {
  round_trip_sample out;
  for (std::int64_t i = 0; i < count; ++i)
    out.add(nanoseconds(i));
  return out;
}

TEST_CASE("round_trip_sample: up to 1,000 times are all there") {
  CHECK(of_first(0).all().empty());
  const auto full = of_first(1000);
  CHECK(full.every() == 1);
  REQUIRE(full.all().size() == 1000);
  CHECK(full.all().front() == nanoseconds(0));
  CHECK(full.all().back() == nanoseconds(999));
}

TEST_CASE("round_trip_sample: of more, one in so many is there, from the first one on") {
  for (const std::int64_t count : {1001, 1002, 1999, 2000, 2001, 4000, 4001, 100'000}) {
    CAPTURE(count);
    const auto sample = of_first(count);
    const auto every = static_cast<std::int64_t>(sample.every());
    CHECK(sample.all().size() <= round_trip_sample::most_kept);
    CHECK(sample.all().size() > round_trip_sample::most_kept / 2);
    bool is_systematic = true;
    for (std::size_t i = 0; i < sample.all().size(); ++i) {
      is_systematic =
          is_systematic &&
          sample.all()[i] == nanoseconds(static_cast<std::int64_t>(i) * every);
    }
    CHECK(is_systematic);
    CHECK((count - 1) / every == static_cast<std::int64_t>(sample.all().size()) - 1);
  }
}

}  // namespace
}  // namespace tmss10
