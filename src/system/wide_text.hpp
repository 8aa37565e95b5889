// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tmss10 {

/// Between UTF-8, which the programs use, and UTF-16, which Windows uses. What is wrong
/// in a text becomes U+FFFD.
[[nodiscard]] std::string utf8_of(std::wstring_view text);
[[nodiscard]] std::wstring wide_of(std::string_view text);

}  // namespace tmss10
