// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/answer_counts.hpp>

#include <numeric>

namespace tmss10 {
namespace {

TEST_CASE("answer_counts: each status is counted by itself") {
  answer_counts counts;
  for (const int status : answer_counts::codes)
    counts.add(status);
  counts.add(401);
  counts.add(401);
  const auto now = counts.now();
  for (std::size_t i = 0; i < now.size(); ++i)
    CHECK(now.at(i) == (answer_counts::codes.at(i) == 401 ? 3 : 1));
}

TEST_CASE("answer_counts: the set of codes is closed") {
  answer_counts counts;
  for (const int status : {0, -1, 100, 201, 418, 599, 1'000'000})
    counts.add(status);
  const auto now = counts.now();
  CHECK(std::accumulate(now.begin(), now.end(), std::uint64_t{0}) == 0);
}

}  // namespace
}  // namespace tmss10
