// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/metrics/duration_buckets.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using bucket_counts = std::vector<std::uint64_t>;

duration_buckets buckets_of(const duration_buckets::bounds& upper) {
  return duration_buckets(std::make_shared<const duration_buckets::bounds>(upper));
}

TEST_CASE(
    "duration_buckets: a duration counts for the first bound that it does not exceed") {
  auto buckets = buckets_of({1ms, 10ms});
  for (const auto duration :
       std::vector<std::chrono::nanoseconds>{0ns, 1ms, 1ms + 1ns, 10ms, 10ms + 1ns, 1h})
    buckets.add(duration);
  CHECK(buckets.counts() == bucket_counts{2, 2, 2});
  CHECK(buckets.sum() == 22ms + 2ns + 1h);
}

TEST_CASE("duration_buckets: without bounds there is one bucket") {
  duration_buckets buckets;
  CHECK(buckets.upper().empty());
  CHECK(buckets.counts() == bucket_counts{0});
  buckets.add(5s);
  CHECK(buckets.counts() == bucket_counts{1});
  CHECK(buckets.has_bounds_of(buckets_of({})));
}

TEST_CASE("duration_buckets: a negative duration counts as zero") {
  auto buckets = buckets_of({1ms});
  buckets.add(-5s);
  CHECK(buckets.counts() == bucket_counts{1, 0});
  CHECK(buckets.sum() == 0ns);
}

TEST_CASE("duration_buckets: bounds that are not in order are a bug") {
  for (const auto& upper : std::vector<duration_buckets::bounds>{
           {0ns}, {-1ns}, {2ms, 1ms}, {1ms, 1ms}, {1ms, 2ms, 2ms}, {-1ms, 1ms}})
    CHECK_THROWS_AS(buckets_of(upper), std::logic_error);
}

TEST_CASE("duration_buckets: others with the same bounds are added") {
  auto all = buckets_of({1ms, 10ms});
  auto some = buckets_of({1ms, 10ms});
  some.add(5ms);
  some.add(20ms);
  all.add(some);
  all.add(some);
  CHECK(all.counts() == bucket_counts{0, 2, 2});
  CHECK(all.sum() == 50ms);
  all.add(all);
  CHECK(all.counts() == bucket_counts{0, 4, 4});
  CHECK(all.sum() == 100ms);
}

TEST_CASE("duration_buckets: others with other bounds are a bug, and change nothing") {
  auto all = buckets_of({1ms, 10ms});
  all.add(5ms);
  CHECK_THROWS_AS(all.add(buckets_of({1ms, 11ms})), std::logic_error);
  CHECK_THROWS_AS(all.add(buckets_of({1ms})), std::logic_error);
  CHECK_THROWS_AS(all.add(duration_buckets()), std::logic_error);
  CHECK(all.counts() == bucket_counts{0, 1, 0});
  CHECK(all.sum() == 5ms);
}

}  // namespace
}  // namespace tmss10
