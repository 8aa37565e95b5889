// SPDX-License-Identifier: MIT
#include <tmss10/core/run/mann_whitney.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tmss10 {
namespace {

constexpr std::size_t most_exact_pairs = 400;

struct ranked_value {
  double value = 0;
  bool is_of_first = false;
};

struct rank_sums {
  double of_first = 0;
  /// Of t values that are the same: t^3 - t, summed.
  double ties = 0;
};

rank_sums rank(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<ranked_value> all;
  all.reserve(first.size() + second.size());
  for (const double one : first)
    all.push_back({one, true});
  for (const double one : second)
    all.push_back({one, false});
  std::sort(all.begin(), all.end(), [](const ranked_value& a, const ranked_value& b) {
    return a.value < b.value;
  });
  rank_sums out;
  for (std::size_t begin = 0; begin < all.size();) {
    auto end = begin + 1;
    while (end < all.size() && !(all[begin].value < all[end].value))
      ++end;
    // Ranks are counted from 1; values that are the same share the mean of theirs.
    const double mean = static_cast<double>(begin + 1 + end) / 2;
    for (auto i = begin; i < end; ++i)
      out.of_first += all[i].is_of_first ? mean : 0;
    const auto same = static_cast<double>(end - begin);
    out.ties += same * same * same - same;
    begin = end;
  }
  return out;
}

/// In how many of all orders of the two samples U has each value, from 0 on. Whole
/// numbers, which a double holds exactly up to 400 pairs.
std::vector<double> counts_of_u(std::size_t first, std::size_t second) {
  std::vector<double> out(first * second + 1, 0);
  out.front() = 1;
  // The product of (1 - q^(second + i)) / (1 - q^i), whose coefficients they are.
  for (std::size_t i = 1; i <= first; ++i) {
    for (auto u = out.size(); u-- > second + i;)
      out[u] -= out[u - second - i];
    for (auto u = i; u < out.size(); ++u)
      out[u] += out[u - i];
  }
  return out;
}

void set_exact(rank_comparison& to, std::size_t first, std::size_t second) {
  const auto counts = counts_of_u(first, second);
  const auto at = static_cast<std::size_t>(to.u);
  double all = 0;
  double above = 0;
  double below = 0;
  for (std::size_t u = 0; u < counts.size(); ++u) {
    all += counts[u];
    if (u >= at) above += counts[u];
    if (u <= at) below += counts[u];
  }
  to.p_greater = above / all;
  to.p_two_sided = std::min(1.0, 2 * std::min(above, below) / all);
  to.is_exact = true;
}

/// How likely a value of the standard normal distribution is to be that great.
double upper_tail(double z) {
  return std::erfc(z / std::sqrt(2.0)) / 2;
}

void set_normal(rank_comparison& to, double first, double second, double ties) {
  const double all = first + second;
  const double variance = first * second / 12 * (all + 1 - ties / (all * (all - 1)));
  if (!(variance > 0)) return;
  constexpr double continuity = 0.5;
  const double deviation = std::sqrt(variance);
  const double distance = to.u - first * second / 2;
  to.p_greater = upper_tail((distance - continuity) / deviation);
  const double beyond = std::max(0.0, std::abs(distance) - continuity);
  to.p_two_sided = std::min(1.0, 2 * upper_tail(beyond / deviation));
}

}  // namespace

rank_comparison mann_whitney(const std::vector<double>& first,
                             const std::vector<double>& second) {
  rank_comparison out;
  if (first.empty() || second.empty()) return out;
  const auto sums = rank(first, second);
  const auto size = static_cast<double>(first.size());
  out.u = sums.of_first - size * (size + 1) / 2;
  const bool has_ties = sums.ties > 0;
  if (!has_ties && first.size() <= most_exact_pairs / second.size()) {
    set_exact(out, first.size(), second.size());
  } else {
    set_normal(out, size, static_cast<double>(second.size()), sums.ties);
  }
  return out;
}

}  // namespace tmss10
