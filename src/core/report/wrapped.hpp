// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The lines of a text in which no line is wider, unless a word is.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Adds the lines of a sentence, none wider. All but the first begin further to the
/// right: a line may have no full stop at its end.
void add_wrapped(std::vector<std::string>& to, std::string_view sentence,
                 std::size_t width);

}  // namespace tmss10
