// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/mann_whitney.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace tmss10 {
namespace {

using numbers = std::vector<double>;

/// Two samples of that many different values, of which the first has that U.
rank_comparison with_u(std::size_t first, std::size_t second, std::size_t u) {
  numbers high(first);
  numbers low(second);
  std::iota(low.begin(), low.end(), 1.0);
  // Each of the first is greater than up to all of the second.
  for (auto& one : high) {
    const auto below = std::min(u, second);
    u -= below;
    one = static_cast<double>(below) + 0.5;
  }
  std::sort(high.begin(), high.end());
  for (std::size_t i = 0; i < high.size(); ++i)
    high[i] += 0.001 * static_cast<double>(i);
  return mann_whitney(high, low);
}

TEST_CASE("mann_whitney: ozone in New York in May and August 1973, as in R's manual") {
  // wilcox.test(Ozone ~ Month, data = airquality, subset = Month %in% c(5, 8)), without
  // the days of which it is not known: W = 127.5, p-value = 0.0001208.
  const numbers may{41, 36, 12, 18, 28, 23, 19, 8, 7,  16, 11, 14,  18,
                    14, 34, 6,  30, 11, 1,  11, 4, 32, 23, 45, 115, 37};
  const numbers august{39, 9,  16, 78, 35, 66, 122, 89,  110, 44, 28,  65, 22,
                       59, 23, 31, 44, 21, 9,  45,  168, 73,  76, 118, 84, 85};
  const auto found = mann_whitney(may, august);
  CHECK(found.u == 127.5);
  CHECK(!found.is_exact);
  CHECK(std::abs(found.p_two_sided - 0.0001208) < 0.00000005);
  CHECK(found.p_greater > 0.9999);

  const auto turned = mann_whitney(august, may);
  CHECK(turned.u == 26 * 26 - 127.5);
  CHECK(std::abs(turned.p_two_sided - found.p_two_sided) < 1e-12);
  CHECK(std::abs(turned.p_greater - found.p_two_sided / 2) < 1e-12);
}

TEST_CASE(
    "mann_whitney: permeability constants of Hollander and Wolfe, as in R's manual") {
  // Nonparametric Statistical Methods, 1973, page 69: W = 35, p-value = 0.1272.
  const numbers x{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
  const numbers y{1.15, 0.88, 0.90, 0.74, 1.21};
  const auto found = mann_whitney(x, y);
  CHECK(found.u == 35);
  CHECK(found.is_exact);
  CHECK(std::abs(found.p_greater - 0.1272) < 0.00005);
  CHECK(std::abs(found.p_two_sided - 0.2544) < 0.0001);
}

TEST_CASE("mann_whitney: the published critical values are those of the exact test") {
  struct row {
    std::size_t first;
    std::size_t second;
    double level;
    std::size_t u;
  };
  // Two-sided, after Mann and Whitney (1947) and their successors: U is significant if
  // the smaller one is at most that.
  const std::vector<row> rows{
      {5, 5, 0.05, 2},    {5, 8, 0.05, 6},    {8, 8, 0.05, 13},    {10, 10, 0.05, 23},
      {12, 15, 0.05, 49}, {15, 15, 0.05, 64}, {20, 20, 0.05, 127}, {5, 5, 0.01, 0},
      {8, 8, 0.01, 7},    {10, 10, 0.01, 16}, {15, 15, 0.01, 51},  {20, 20, 0.01, 105}};
  for (const auto& [first, second, level, u] : rows) {
    CAPTURE(first, second, level, u);
    const auto at = with_u(first, second, u);
    REQUIRE(at.u == static_cast<double>(u));
    CHECK(at.is_exact);
    CHECK(at.p_two_sided <= level);
    CHECK(with_u(first, second, u + 1).p_two_sided > level);
    // The same on the other side.
    CHECK(std::abs(with_u(first, second, first * second - u).p_two_sided -
                   at.p_two_sided) < 1e-12);
  }
}

TEST_CASE("mann_whitney: the least probability is one order of all") {
  // 2 of 252, of 12,870 and of 137,846,528,820 orders.
  CHECK(std::abs(with_u(5, 5, 0).p_two_sided - 2.0 / 252) < 1e-12);
  CHECK(std::abs(with_u(8, 8, 64).p_two_sided - 2.0 / 12'870) < 1e-12);
  CHECK(std::abs(with_u(20, 20, 400).p_greater * 137'846'528'820.0 - 1) < 1e-9);
  CHECK(with_u(20, 20, 400).is_exact);
  CHECK(!with_u(20, 21, 400).is_exact);
}

TEST_CASE("mann_whitney: the approximation is near the exact test") {
  for (const std::size_t u : {100U, 127U, 150U, 199U, 250U, 300U}) {
    CAPTURE(u);
    const auto exact = with_u(20, 20, u);
    auto first = numbers(20);
    auto second = numbers(20);
    // A tie within one sample changes no U, but ends the exact test.
    for (std::size_t i = 0; i < 20; ++i)
      second[i] = static_cast<double>(i + 1);
    auto rest = u;
    for (auto& one : first) {
      const auto below = std::min<std::size_t>(rest, 20);
      rest -= below;
      one = static_cast<double>(below) + 0.5;
    }
    const auto approximate = mann_whitney(first, second);
    CHECK(approximate.u == exact.u);
    CHECK(!approximate.is_exact);
    CHECK(std::abs(approximate.p_greater - exact.p_greater) < 0.05);
  }
}

TEST_CASE("mann_whitney: without a difference, there is nothing to find") {
  const numbers same(20, 3.0);
  const auto of_same = mann_whitney(same, same);
  CHECK(of_same.u == 200);
  CHECK(of_same.p_two_sided == 1);
  for (const auto& [first, second] :
       {std::pair{numbers(), numbers{1, 2}}, std::pair{numbers{1, 2}, numbers()},
        std::pair{numbers(), numbers()}, std::pair{numbers{1}, numbers{1}}}) {
    const auto found = mann_whitney(first, second);
    CHECK(found.p_two_sided == 1);
    CHECK(found.p_greater == 1);
  }
  CHECK(mann_whitney({1}, {2}).p_two_sided == 1);
}

TEST_CASE("mann_whitney: large samples, nearly all of which are the same") {
  numbers first(1000, 1.0);
  numbers second(1000, 1.0);
  CHECK(mann_whitney(first, second).p_two_sided == 1);
  std::fill(first.begin(), first.begin() + 100, 2.0);
  const auto found = mann_whitney(first, second);
  CHECK(found.u == 550'000);
  CHECK(found.p_two_sided < 1e-10);
}

}  // namespace
}  // namespace tmss10
