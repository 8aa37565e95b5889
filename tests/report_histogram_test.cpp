// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/report/report_histogram.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;

/// One line: its bounds in milliseconds, its count and its bar.
struct bar {
  double begin = 0;
  double end = 0;
  std::uint64_t count = 0;
  std::string marks;
};

std::vector<bar> bars_of(const std::string& lines) {
  std::vector<bar> out;
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) {
    CHECK(line.size() <= 72);
    std::istringstream words(line);
    std::string to;
    std::string unit;
    bar read;
    words >> read.begin >> to >> read.end >> unit >> read.count >> read.marks;
    CHECK(to + unit == "toms");
    out.push_back(read);
  }
  return out;
}

round_trip_times times_of(const std::vector<nanoseconds>& values) {
  round_trip_times out;
  for (const auto value : values)
    out.add(value);
  return out;
}

/// Checks what holds for all times: every one is in a range, and the ranges join up.
std::vector<bar> check(const std::vector<nanoseconds>& values) {
  const auto times = times_of(values);
  const auto bars = bars_of(histogram_lines(times));
  REQUIRE(!bars.empty());
  CHECK(bars.size() <= 14);
  std::uint64_t total = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    total += bars[i].count;
    longest = std::max(longest, bars[i].marks.size());
    CHECK(bars[i].marks.empty() == (bars[i].count == 0));
    CHECK((i == 0 || bars[i - 1].end == bars[i].begin));
    CHECK(bars[i].begin < bars[i].end);
  }
  CHECK(total == values.size());
  CHECK(longest == 40);
  return bars;
}

TEST_CASE("report_histogram: a line for each range of times") {
  std::vector<nanoseconds> values(40, 310us);
  values.insert(values.end(), 20, 330us);
  values.insert(values.end(), 1, 350us);
  CHECK(histogram_lines(times_of(values)) ==
        "0.31 to 0.32 ms 40 ########################################\n"
        "0.32 to 0.33 ms  0\n"
        "0.33 to 0.34 ms 20 ####################\n"
        "0.34 to 0.35 ms  0\n"
        "0.35 to 0.36 ms  1 #\n");
}

TEST_CASE("report_histogram: fewer than 10 times have none") {
  CHECK(histogram_lines({}).empty());
  CHECK(histogram_lines(times_of(std::vector<nanoseconds>(9, 1ms))).empty());
  CHECK(histogram_lines(times_of(std::vector<nanoseconds>(10, 1ms))) ==
        "1.00 to 1.02 ms 10 ########################################\n");
}

TEST_CASE("report_histogram: the last range goes on to the longest time") {
  std::vector<nanoseconds> values(1000, 1ms);
  values.push_back(2500ms);
  const auto bars = check(values);
  CHECK(bars.back().end == 2500);
  CHECK(bars.back().count == 1001);
}

TEST_CASE("report_histogram: times of every size have their ranges") {
  std::mt19937_64 random(1);
  for (const nanoseconds unit : {nanoseconds(1), nanoseconds(1us), nanoseconds(1ms),
                                 nanoseconds(1s), nanoseconds(std::chrono::hours(1))}) {
    for (const std::size_t count : {10, 100, 10'000}) {
      std::lognormal_distribution<double> draw(3, 0.5);
      std::vector<nanoseconds> values(count);
      for (auto& value : values)
        value = nanoseconds(
            static_cast<std::int64_t>(draw(random) * static_cast<double>(unit.count())));
      check(values);
    }
  }
}

TEST_CASE("report_histogram: counts are those of the times themselves") {
  std::vector<nanoseconds> values;
  for (int i = 0; i < 1000; ++i)
    values.push_back(10ms + i * 10us + 5us);
  const auto bars = check(values);
  for (const auto& at : bars) {
    const auto right =
        std::count_if(values.begin(), values.end(), [&](nanoseconds value) {
          const double milliseconds = static_cast<double>(value.count()) / 1e6;
          return at.begin <= milliseconds && milliseconds < at.end;
        });
    // A bound is right to within 0.4 % of some 15 ms, which is 6 of these times.
    CHECK(std::abs(static_cast<double>(at.count) - static_cast<double>(right)) <= 16);
  }
}

}  // namespace
}  // namespace tmss10
