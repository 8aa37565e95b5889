// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/duration_histogram.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

/// The histogram's promise: 0.4 % of the right value, to either side.
bool is_close(nanoseconds value, nanoseconds right) {
  const auto wrong_by = static_cast<double>((value - right).count());
  const double allowed = 0.004 * static_cast<double>(right.count());
  return wrong_by <= allowed && wrong_by >= -allowed;
}

/// What a histogram of one duration makes of it.
nanoseconds seen_as(nanoseconds value) {
  duration_histogram histogram;
  histogram.add(value);
  return histogram.percentile(50);
}

duration_histogram histogram_of(const std::vector<nanoseconds>& values) {
  duration_histogram out;
  for (const auto value : values)
    out.add(value);
  return out;
}

/// A percentile in tenths of a percent, so that its rank is exact.
struct tenths {
  std::size_t value;

  [[nodiscard]] double percent() const { return static_cast<double>(value) / 10; }
  [[nodiscard]] std::size_t rank(std::size_t count) const {
    return std::max<std::size_t>((value * count + 999) / 1000, 1);
  }
};

constexpr tenths shares[] = {{0}, {10}, {500}, {900}, {950}, {990}, {999}, {1000}};

constexpr std::size_t many = 10'000;

/// 10,000 durations of one kind, the same ones each time.
template <typename Draw>
std::vector<nanoseconds> drawn(Draw draw) {
  std::minstd_rand random(1);  // the standard says which numbers it gives
  std::vector<nanoseconds> out(many);
  for (auto& value : out)
    value = draw(static_cast<double>(random()) / static_cast<double>(random.max()));
  return out;
}

nanoseconds rounded(double value) {
  return nanoseconds(static_cast<std::int64_t>(value));
}

struct distribution {
  std::string name;
  std::vector<nanoseconds> values;
};

std::vector<distribution> distributions() {
  return {
      {"constant", drawn([](double) { return nanoseconds(12'345'678); })},
      {"uniform", drawn([](double share) { return rounded(1e6 + share * 99e6); })},
      {"a long tail",
       drawn([](double share) { return rounded(3e5 / (1.0001 - share)); })},
      {"two values", drawn([](double share) {
         return share < 0.95 ? nanoseconds(300us) : nanoseconds(200ms);
       })},
      {"a few nanoseconds", drawn([](double share) { return rounded(share * 300); })},
  };
}

TEST_CASE("duration_histogram: of no durations, each percentile is zero") {
  const duration_histogram none;
  for (const auto share : shares)
    CHECK(none.percentile(share.percent()) == 0ns);
}

TEST_CASE("duration_histogram: percentiles are those of the sorted durations") {
  for (const auto& [name, values] : distributions()) {
    auto sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const auto histogram = histogram_of(values);
    for (const auto share : shares) {
      const auto right = sorted[share.rank(many) - 1];
      const auto told = histogram.percentile(share.percent());
      CAPTURE(name, share.value, right.count(), told.count());
      CHECK(is_close(told, right));
    }
  }
}

// Values below 256 ns have buckets of their own, so nothing but the rank can be wrong.
TEST_CASE("duration_histogram: the rank is the nearest, whatever the count") {
  std::vector<nanoseconds> values;
  duration_histogram histogram;
  while (values.size() < 255) {
    values.emplace_back(static_cast<std::int64_t>(values.size()));
    histogram.add(values.back());
    for (const auto share : shares) {
      CAPTURE(values.size(), share.value);
      CHECK(histogram.percentile(share.percent()) ==
            values[share.rank(values.size()) - 1]);
    }
  }
}

TEST_CASE("duration_histogram: one duration more or less moves a percentile over") {
  duration_histogram histogram;
  for (int i = 0; i < 990; ++i)
    histogram.add(1ns);
  for (int i = 0; i < 10; ++i)
    histogram.add(200ns);
  CHECK(histogram.percentile(99) == 1ns);
  histogram.add(200ns);
  CHECK(histogram.percentile(99) == 200ns);
}

TEST_CASE("duration_histogram: around each power of two a duration is close to itself") {
  std::int64_t before = 0;
  for (int exponent = 0; exponent < 63; ++exponent) {
    for (const std::int64_t off : {-2, -1, 0, 1, 2}) {
      const auto value = (std::int64_t{1} << exponent) + off;
      if (value < 0) continue;
      const auto seen = seen_as(nanoseconds(value));
      CAPTURE(exponent, off, seen.count());
      CHECK(is_close(seen, nanoseconds(value)));
      if (value < 256) CHECK(seen.count() == value);
      if (exponent >= 3) CHECK(seen.count() >= before);
      before = seen.count();
    }
  }
}

TEST_CASE("duration_histogram: at each bucket's edges a duration is close to itself") {
  for (int shift = 0; shift <= 55; ++shift) {
    nanoseconds before{-1};
    for (std::int64_t step = 128; step < 256; ++step) {
      const nanoseconds lowest(step << shift);
      const nanoseconds highest((step << shift) + ((std::int64_t{1} << shift) - 1));
      CAPTURE(shift, step);
      const auto seen = seen_as(lowest);
      CHECK(seen == seen_as(highest));
      CHECK(seen > before);
      CHECK(seen >= lowest);
      CHECK(seen <= highest);
      CHECK(is_close(seen, lowest));
      CHECK(is_close(seen, highest));
      before = seen;
    }
  }
}

#ifdef __GLIBC__
TEST_CASE("duration_histogram: its memory has the bound that it states") {
  const auto before = mallinfo2().uordblks;
  duration_histogram histogram;
  for (auto power = nanoseconds::max(); power > 0ns; power /= 2) {
    for (int i = 64; i < 128; ++i)
      histogram.add(power / 128 *
                    i);  // each place in the upper half of each power of two
    histogram.add(power);
  }
  CHECK(mallinfo2().uordblks - before <= 80 * 1024);
}

TEST_CASE("duration_histogram: 20 durations take little of it") {
  const auto before = mallinfo2().uordblks;
  duration_histogram histogram;
  auto value = 10us;  // each in a bucket far from the others
  for (int i = 0; i < 20; ++i, value += value)
    histogram.add(value);
  // 256 bytes, and the smaller pieces that it had before: malloc keeps them at hand.
  CHECK(mallinfo2().uordblks - before <= 640);
}
#endif

TEST_CASE("duration_histogram: nothing is too short or too long") {
  CHECK(seen_as(0ns) == 0ns);
  CHECK(seen_as(1ns) == 1ns);
  CHECK(seen_as(-1ns) == 0ns);
  CHECK(seen_as(nanoseconds::min()) == 0ns);
  CHECK(is_close(seen_as(24h * 365 * 10), 24h * 365 * 10));
  CHECK(is_close(seen_as(nanoseconds::max()), nanoseconds::max()));
  const auto mixed = histogram_of({nanoseconds::max(), -5ns, 1ns});
  CHECK(mixed.percentile(0) == 0ns);
  CHECK(mixed.percentile(50) == 1ns);
  CHECK(is_close(mixed.percentile(100), nanoseconds::max()));
}

TEST_CASE("duration_histogram: what is below a limit is counted") {
  CHECK(duration_histogram().count_below(1s) == 0);
  const auto histogram = histogram_of({-1ns, 0ns, 1ns, 255ns, 1ms, 1ms, 2ms, 5s});
  CHECK(histogram.count_below(-1ns) == 0);
  CHECK(histogram.count_below(0ns) == 0);
  CHECK(histogram.count_below(1ns) == 2);
  CHECK(histogram.count_below(255ns) == 3);
  CHECK(histogram.count_below(1ms) == 4);
  CHECK(histogram.count_below(1010us) == 6);
  CHECK(histogram.count_below(2ms) == 6);
  CHECK(histogram.count_below(5s) == 7);
  CHECK(histogram.count_below(nanoseconds::max()) == 8);
}

}  // namespace
}  // namespace tmss10
