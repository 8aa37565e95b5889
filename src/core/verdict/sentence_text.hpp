// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tmss10 {

/// A text with a full stop at its end, unless a sentence ends there already. An empty one
/// stays empty.
[[nodiscard]] std::string with_full_stop(std::string text);

/// The same, and its first letter in upper case, if its first word is one of small ASCII
/// letters alone: no address, and no name with a dot.
[[nodiscard]] std::string as_sentence(std::string text);

}  // namespace tmss10
