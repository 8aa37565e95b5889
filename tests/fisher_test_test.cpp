// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/run/fisher_test.hpp>

#include <cmath>
#include <cstdint>

namespace tmss10 {
namespace {

bool is_about(double value, double published) {
  return std::abs(value - published) < published * 0.0005;
}

TEST_CASE("fisher_test: the lady who tastes tea") {
  // The Design of Experiments, 1935: three of four cups are right, p = 17/70.
  CHECK(is_about(chance_of_greater_share({3, 4}, {1, 4}), 17.0 / 70));
  CHECK(is_about(chance_of_greater_share({4, 4}, {0, 4}), 1.0 / 70));
}

TEST_CASE("fisher_test: convictions of criminals' twins, as in R's manual") {
  // The Logic of Inductive Inference, 1935: p-value = 0.0004652.
  CHECK(is_about(chance_of_greater_share({10, 13}, {2, 17}), 0.0004652));
}

TEST_CASE("fisher_test: lost pings of twenty") {
  // The product of (21 - k) / (41 - k) for k = 1, 2, ...: all lost ones in one sample.
  double chance = 1;
  for (std::uint64_t lost = 1; lost <= 20; ++lost) {
    chance *= static_cast<double>(21 - lost) / static_cast<double>(41 - lost);
    CHECK(is_about(chance_of_greater_share({lost, 20}, {0, 20}), chance));
  }
}

TEST_CASE("fisher_test: what is no greater share is no difference") {
  for (const auto& [first, second] :
       {std::pair{share_of_all{0, 0}, share_of_all{0, 0}},
        std::pair{share_of_all{0, 20}, share_of_all{0, 20}},
        std::pair{share_of_all{3, 20}, share_of_all{3, 20}},
        std::pair{share_of_all{1, 20}, share_of_all{3, 20}},
        std::pair{share_of_all{3, 3}, share_of_all{0, 0}},
        std::pair{share_of_all{0, 0}, share_of_all{3, 3}}}) {
    CHECK(chance_of_greater_share(first, second) == 1);
  }
}

TEST_CASE("fisher_test: a week of pings takes no time") {
  constexpr std::uint64_t many = 1'000'000'000'000'000;
  CHECK(chance_of_greater_share({many / 2, many}, {0, many}) < 1e-6);
  const double slight =
      chance_of_greater_share({500'100, 1'000'000}, {500'000, 1'000'000});
  CHECK(slight > 0.4);
  CHECK(slight < 0.5);
}

}  // namespace
}  // namespace tmss10
