// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/round_trip_times.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

round_trip_times times_of(const std::vector<nanoseconds>& values) {
  round_trip_times out;
  for (const auto value : values)
    out.add(value);
  return out;
}

/// 10,000 times from 0.1 to about 100 ms, most of them short, the same ones each time.
std::vector<nanoseconds> long_tailed() {
  std::minstd_rand random(7);  // the standard says which numbers it gives
  std::vector<nanoseconds> out(10'000);
  for (auto& value : out) {
    const double share =
        static_cast<double>(random()) / static_cast<double>(random.max());
    value = nanoseconds(std::llround(1e5 * std::exp(share * share * 7)));
  }
  return out;
}

bool within_one(nanoseconds value, double right) {
  return std::abs(static_cast<double>(value.count()) - right) <= 1;
}

#ifdef __GLIBC__
/// What this program has from malloc just now.
std::size_t bytes_in_use() {
  const auto told = mallinfo2();
  return told.uordblks + told.hblkhd;
}
#endif

TEST_CASE("round_trip_times: mean and deviation are those that two passes find") {
  const auto values = long_tailed();
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0,
                                      [](double sum, nanoseconds value) {
                                        return sum + static_cast<double>(value.count());
                                      }) /
                      count;
  double squares = 0;
  for (const auto value : values)
    squares += std::pow(static_cast<double>(value.count()) - mean, 2);
  const auto times = times_of(values);
  CHECK(within_one(times.avg(), mean));
  CHECK(within_one(times.mdev(), std::sqrt(squares / count)));
  CHECK(times.first() == values.front());
}

TEST_CASE("round_trip_times: no percentile is outside the times that were measured") {
  const std::vector<nanoseconds> values{1'000'001ns, 1'000'002ns, 1'000'003ns};
  for (const double share : {0.0, 1.0, 50.0, 99.0, 100.0}) {
    CHECK(times_of({1'234'567ns}).percentile(share) == 1'234'567ns);
    CHECK(times_of(values).percentile(share) >= values.front());
    CHECK(times_of(values).percentile(share) <= values.back());
  }
}

TEST_CASE("round_trip_times: of no times there is no first, jitter or percentile") {
  const round_trip_times none;
  CHECK(none.first() == 0ns);
  CHECK(none.jitter() == 0ns);
  CHECK(none.percentile(50) == 0ns);
}

TEST_CASE("round_trip_times: the first stays the first") {
  CHECK(times_of({9ms}).first() == 9ms);
  CHECK(times_of({9ms, 1ms, 20ms}).first() == 9ms);
}

// By hand: J += (|D| - J) / 16 for each time after the first.
TEST_CASE("round_trip_times: jitter is that of RFC 3550") {
  CHECK(times_of({5ms}).jitter() == 0ns);
  CHECK(times_of({5ms, 5ms, 5ms}).jitter() == 0ns);
  CHECK(times_of({0ms, 16ms}).jitter() == 1ms);
  CHECK(times_of({16ms, 0ms}).jitter() == 1ms);
  CHECK(times_of({0ms, 16ms, 0ms}).jitter() == 1'937'500ns);        // 1 + 15/16
  CHECK(times_of({0ms, 16ms, 0ms, 16ms}).jitter() == 2'816'406ns);  // 2.81640625
  CHECK(times_of({0ms, 16ms, 16ms}).jitter() == 937'500ns);         // 1 - 1/16
  CHECK(times_of({10ms, 42ms, 26ms, 26ms}).jitter() ==
        2'695'313ns);  // 2, 2.875, 2.6953125
}

TEST_CASE("round_trip_times: jitter comes near the difference that all neighbours have") {
  round_trip_times times;
  for (int i = 0; i < 1000; ++i)
    times.add(i % 2 == 0 ? 10ms : 13ms);
  CHECK(times.jitter() == 3ms);
}

TEST_CASE("round_trip_times: nothing is too short or too long") {
  constexpr nanoseconds ten_years = 24h * 365 * 10;
  const auto times = times_of({0ns, 1ns, ten_years});
  CHECK(times.min() == 0ns);
  CHECK(times.percentile(50) == 1ns);
  CHECK(times.max() == ten_years);
  CHECK(times.percentile(100) <= ten_years);
  CHECK(times_of({-3ns, -1ns}).percentile(50) == -1ns);  // a clock that went back
}

#ifdef __GLIBC__
TEST_CASE("round_trip_times: ten million times take no more memory than a thousand") {
  const auto values = long_tailed();
  round_trip_times times;
  for (const auto value : values)  // each of them, so that each bucket is there
    times.add(value);
  const auto before = bytes_in_use();
  for (int round = 0; round < 1000; ++round) {
    for (const auto value : values)
      times.add(value);
  }
  CHECK(bytes_in_use() == before);
  CHECK(times.count() == 1001 * values.size());
}
#endif

}  // namespace
}  // namespace tmss10
