// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace tmss10 {

/// What the ranks of two samples say of them.
struct rank_comparison {
  /// Mann's and Whitney's U of the first sample: in how many of all pairs its value is
  /// the greater one; a tie counts half. R calls it W.
  double u = 0;
  /// How likely it is that chance alone makes U at least as great, if both samples are
  /// from one distribution.
  double p_greater = 1;
  /// The same of a U at least as far from its mean, on either side.
  double p_two_sided = 1;
  /// Whether these are exact: of up to 400 pairs without ties. Otherwise they come from
  /// the normal approximation, corrected for ties and for continuity, as in R's
  /// wilcox.test(). Of fewer than 8 values in a sample, that is not worth much.
  bool is_exact = false;
};

/// The Mann-Whitney U test (Annals of Mathematical Statistics 18, 1947). Of an empty
/// sample, or of values that are all the same, the probabilities are 1.
[[nodiscard]] rank_comparison mann_whitney(const std::vector<double>& first,
                                           const std::vector<double>& second);

}  // namespace tmss10
