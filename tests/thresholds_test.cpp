// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/thresholds.hpp>

#include <chrono>
#include <string>
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
        "a round trip of 2.001 ms, over --max-rtt 2");
  CHECK(thresholds{{}, {}, 2ms}.exceeded_by(run_of({1ms, 3ms})) ==
        "95% of round trips in 3.000 ms, over --max-p95 2");
}

TEST_CASE("thresholds: all that are exceeded are told") {
  CHECK(thresholds{0, 1ms, 1ms}.exceeded_by(run_of({3ms, 3ms, 3ms}, 1)) ==
        "25% packet loss, over --max-loss 0; a round trip of 3.000 ms, over --max-rtt 1; "
        "95% of round trips in 3.000 ms, over --max-p95 1");
  CHECK(thresholds{99, 1ms, 4ms}.exceeded_by(run_of({3ms})) ==
        "a round trip of 3.000 ms, over --max-rtt 1");
}

TEST_CASE("thresholds: a limit is shown as it was given") {
  const auto slow = run_of({1h}, 1);
  CHECK(thresholds{49.987654321, {}, {}}.exceeded_by(slow) ==
        "50% packet loss, over --max-loss 49.987654321");
  CHECK(thresholds{{}, 1ns, {}}.exceeded_by(slow) ==
        "a round trip of 3600000.000 ms, over --max-rtt 0.000001");
  CHECK(thresholds{{}, 1234567890ns, {}}.exceeded_by(slow) ==
        "a round trip of 3600000.000 ms, over --max-rtt 1234.56789");
}

TEST_CASE("thresholds: what is told is above its limit") {
  CHECK(thresholds{{}, 2ms, {}}.exceeded_by(run_of({2'000'001ns})) ==
        "a round trip of 2.000001 ms, over --max-rtt 2");
  CHECK(thresholds{33.3, {}, {}}.exceeded_by(run_of({1ms, 1ms}, 1)) ==
        "33.33% packet loss, over --max-loss 33.3");
  CHECK(thresholds{66.7, {}, {}}.exceeded_by(run_of({1ms}, 3)) ==
        "75% packet loss, over --max-loss 66.7");
}

TEST_CASE("thresholds: one slow ping of a hundred does not move the 95th percentile") {
  std::vector<std::chrono::nanoseconds> times(99, 1ms);
  times.push_back(1s);
  CHECK(thresholds{{}, {}, 2ms}.exceeded_by(run_of(times)).empty());
  CHECK(!thresholds{{}, 2ms, {}}.exceeded_by(run_of(times)).empty());
}

TEST_CASE("thresholds: where nothing was answered, all is lost") {
  CHECK(thresholds{99, {}, {}}.exceeded_by(run_of({}, 3)) ==
        "100% packet loss, over --max-loss 99");
  CHECK(thresholds{100, {}, {}}.exceeded_by(run_of({})).empty());
  CHECK(thresholds{100, {}, {}}.exceeded_by(run_of({}, 3)).empty());
}

TEST_CASE("thresholds: where nothing was decided, there is no percentage") {
  CHECK(thresholds{99, {}, {}}.exceeded_by(run_of({})) ==
        "no ping was answered, which --max-loss 99 does not allow");
}

TEST_CASE("thresholds: a limit on times needs a time") {
  auto noticed_late = run_of({});
  noticed_late.transmitted = noticed_late.received = noticed_late.noticed_late = 4;
  const std::string words = "no round-trip time was measured, which --max-";
  for (const auto& totals : {run_of({}), run_of({}, 3), noticed_late}) {
    CHECK(thresholds{{}, 1h, {}}.unmeasured(totals) == words + "rtt needs");
    CHECK(thresholds{{}, {}, 1h}.unmeasured(totals) == words + "p95 needs");
    CHECK(thresholds{100, {}, {}}.unmeasured(totals).empty());
  }
  CHECK(thresholds{{}, 1h, 1h}.unmeasured(run_of({0ns})).empty());
}

}  // namespace
}  // namespace tmss10
