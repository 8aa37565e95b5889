// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/thresholds.hpp>

#include <chrono>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

statistics run_of(const std::vector<std::chrono::nanoseconds>& times,
                  std::uint64_t lost = 0) {
  statistics out;
  out.transmitted = times.size() + lost;
  out.received = times.size();
  out.lost = lost;
  for (const auto time : times)
    out.round_trips.add(time);
  return out;
}

TEST_CASE("thresholds: none of them is never exceeded") {
  CHECK(thresholds{}.exceeded_by(run_of({})).empty());
  CHECK(thresholds{}.exceeded_by(run_of({1h}, 9)).empty());
}

TEST_CASE("thresholds: what equals a limit keeps it") {
  CHECK(thresholds{25, {}, {}}.exceeded_by(run_of({1ms, 1ms, 1ms}, 1)).empty());
  CHECK(thresholds{{}, 2ms, {}}.exceeded_by(run_of({1ms, 2ms})).empty());
  CHECK(thresholds{{}, {}, 2ms}.exceeded_by(run_of({1ms, 2ms})).empty());
  CHECK(thresholds{0, 0ns, 0ns}.exceeded_by(run_of({0ns})).empty());
}

TEST_CASE("thresholds: what is over a limit is told with both") {
  CHECK(thresholds{24.9, {}, {}}.exceeded_by(run_of({1ms, 1ms, 1ms}, 1)) ==
        "25% packet loss, over --max-loss 24.9");
  CHECK(thresholds{{}, 2ms, {}}.exceeded_by(run_of({1ms, 2001us})) ==
        "a round trip of 2.001 ms, over --max-rtt 2.000");
  CHECK(thresholds{{}, {}, 2ms}.exceeded_by(run_of({1ms, 3ms})) ==
        "95% of round trips in 3.000 ms, over --max-p95 2.000");
}

TEST_CASE("thresholds: one slow ping of a hundred does not move the 95th percentile") {
  std::vector<std::chrono::nanoseconds> times(99, 1ms);
  times.push_back(1s);
  CHECK(thresholds{{}, {}, 2ms}.exceeded_by(run_of(times)).empty());
  CHECK(!thresholds{{}, 2ms, {}}.exceeded_by(run_of(times)).empty());
}

TEST_CASE("thresholds: where nothing was answered, all is lost") {
  CHECK(thresholds{99, {}, {}}.exceeded_by(run_of({})) ==
        "100% packet loss, over --max-loss 99");
  CHECK(thresholds{100, {}, {}}.exceeded_by(run_of({}, 3)).empty());
}

}  // namespace
}  // namespace tmss10
