// SPDX-License-Identifier: MIT
#include "nearest_word.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

constexpr std::size_t letters_for_a_change = 3;

/// The optimal string alignment distance: of the table of distances between the fronts of
/// both words, three rows are kept.
std::size_t changes_between(std::string_view one, std::string_view other) {
  std::vector<std::size_t> before(other.size() + 1);
  std::vector<std::size_t> last(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::swap(before, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = one[i - 1] == other[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest_word(std::string_view misspelt,
                              std::span<const std::string_view> words) {
  std::string_view out;
  std::size_t fewest = std::string_view::npos;
  for (const auto word : words) {
    const auto most = word.size() / letters_for_a_change;
    // Each letter more or less is a change: what is far too long is not even compared.
    const auto longer = std::max(word.size(), misspelt.size());
    if (longer - std::min(word.size(), misspelt.size()) > most) continue;
    const auto changes = changes_between(lower_case(misspelt), lower_case(word));
    if (changes > most || changes >= fewest) continue;
    fewest = changes;
    out = word;
  }
  return out;
}

}  // namespace tmss10
