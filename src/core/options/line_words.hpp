// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// The words of a line of a target file, without its comment. Throws usage_error for a
/// line that is too long, a character that no line may have, or a double quote that is
/// alone.
[[nodiscard]] std::vector<std::string> words_of_line(std::string_view line);

}  // namespace tmss10
