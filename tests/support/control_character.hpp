// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>

namespace tmss10::test {

/// Whether a terminal might act on one of these bytes.
[[nodiscard]] inline bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

}  // namespace tmss10::test
