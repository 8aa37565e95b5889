// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace tmss10 {

/// The word that a misspelt one was probably meant to be: the first of those that it
/// becomes with the fewest letters added, left out, replaced or swapped with the next
/// one, ASCII letters in either case being the same. Empty if that takes more than one
/// change for three letters of the word.
[[nodiscard]] std::string_view nearest_word(std::string_view misspelt,
                                            std::span<const std::string_view> words);

}  // namespace tmss10
