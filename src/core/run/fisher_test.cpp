// SPDX-License-Identifier: MIT
#include <tmss10/core/run/fisher_test.hpp>

#include <algorithm>
#include <cmath>

namespace tmss10 {
namespace {

/// The logarithm of how many ways there are to choose `some` of `all`.
double log_choices(double all, double some) {
  return std::lgamma(all + 1) - std::lgamma(some + 1) - std::lgamma(all - some + 1);
}

}  // namespace

double chance_of_greater_share(const share_of_all& first, const share_of_all& second) {
  const auto all = static_cast<double>(first.all);
  const auto others = static_cast<double>(second.all);
  auto some = static_cast<double>(first.some);
  const double both = some + static_cast<double>(second.some);
  // Written so that an empty sample is no greater share.
  if (!(some * others > static_cast<double>(second.some) * all)) return 1;
  double term = std::exp(log_choices(all, some) + log_choices(others, both - some) -
                         log_choices(all + others, both));
  constexpr double negligible = 1e-12;
  double out = 0;
  // Above the mean, each term is smaller than the one before it.
  for (; term > out * negligible; ++some) {
    out += term;
    if (!(some < all && some < both)) break;
    term *= (all - some) * (both - some) / ((some + 1) * (others - both + some + 1));
  }
  return std::min(out, 1.0);
}

}  // namespace tmss10
