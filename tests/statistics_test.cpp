// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

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

TEST_CASE("statistics: of no times, each figure is zero") {
  const round_trip_times none;
  CHECK(none.count() == 0);
  CHECK(none.min() == 0ns);
  CHECK(none.avg() == 0ns);
  CHECK(none.max() == 0ns);
  CHECK(none.mdev() == 0ns);
}

TEST_CASE("statistics: known times have known figures") {
  struct row {
    std::vector<nanoseconds> values;
    nanoseconds min, avg, max, mdev;
  };
  const std::vector<row> rows{
      {{0ns}, 0ns, 0ns, 0ns, 0ns},
      {{310us}, 310us, 310us, 310us, 0ns},
      {{1ms, 1ms, 1ms}, 1ms, 1ms, 1ms, 0ns},
      {{1ms, 3ms}, 1ms, 2ms, 3ms, 1ms},
      {{3ms, 1ms}, 1ms, 2ms, 3ms, 1ms},
      // The textbook's: mean 5, the population's deviation 2, a sample's 2.14.
      {{2ms, 4ms, 4ms, 4ms, 5ms, 5ms, 7ms, 9ms}, 2ms, 5ms, 9ms, 2ms},
      {{1ms, 2ms, 3ms, 4ms, 5ms}, 1ms, 3ms, 5ms, 1'414'214ns},
      {{1ns, 2ns}, 1ns, 2ns, 2ns, 1ns},  // 1.5 and 0.5, rounded
      {{24h, 24h + 2ms}, 24h, 24h + 1ms, 24h + 2ms, 1ms},
  };
  for (const auto& row : rows) {
    CAPTURE(row.values.size(), row.values.front().count());
    const auto times = times_of(row.values);
    CHECK(times.count() == row.values.size());
    CHECK(times.min() == row.min);
    CHECK(times.avg() == row.avg);
    CHECK(times.max() == row.max);
    CHECK(times.mdev() == row.mdev);
  }
}

TEST_CASE("statistics: a long run of long times loses no precision") {
  round_trip_times times;
  constexpr int pairs = 500'000;
  for (int i = 0; i < pairs; ++i) {
    times.add(1h - 1us);
    times.add(1h + 1us);
  }
  CHECK(times.count() == 2 * pairs);
  CHECK(times.avg() == 1h);
  CHECK(times.mdev() >= 999ns);
  CHECK(times.mdev() <= 1001ns);
}

TEST_CASE("statistics: losses are a share of the decided pings") {
  struct row {
    std::uint64_t transmitted, received, lost;
    double percent;
  };
  constexpr std::uint64_t huge = 1'000'000'000'000'000;
  const std::vector<row> rows{
      {0, 0, 0, 0},
      {1, 0, 0, 0},
      {4, 4, 0, 0},
      {4, 0, 4, 100},
      {4, 3, 1, 25},
      {10, 3, 1, 25},
      {100'000, 99'999, 1, 0.001},
      {huge, huge / 2, huge / 2, 50},
      {huge, huge - 1, 1, 1e-13},
  };
  for (const auto& row : rows) {
    CAPTURE(row.transmitted, row.received, row.lost);
    statistics totals;
    totals.transmitted = row.transmitted;
    totals.received = row.received;
    totals.lost = row.lost;
    CHECK(totals.loss_percent() >= row.percent * 0.999'999);
    CHECK(totals.loss_percent() <= row.percent * 1.000'001);
  }
}

TEST_CASE("statistics: pings that were not sent are losses of those that were due") {
  statistics totals;
  totals.transmitted = 21;
  totals.received = 20;
  totals.unsent = 9;
  CHECK(totals.due() == 30);
  CHECK(totals.decided() == 29);
  CHECK(totals.undecided() == 1);
  CHECK(totals.loss_percent() > 31.03);
  CHECK(totals.loss_percent() < 31.04);
  totals = {};
  totals.unsent = 1;
  CHECK(totals.loss_percent() == 100);
}

}  // namespace
}  // namespace tmss10
