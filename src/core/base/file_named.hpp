// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace tmss10 {

/// The file that an option names, in UTF-8 on Windows. There, g++'s library takes each
/// byte of a narrow text for a character.
[[nodiscard]] std::filesystem::path file_named(std::string_view text);

}  // namespace tmss10
