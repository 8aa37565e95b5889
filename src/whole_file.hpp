// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

namespace tmss10 {

/// Writes a file under another name beside it, then renames it, so that a reader finds
/// the old file or the new one, and never half of one. Throws std::system_error naming
/// the file; then the old one is as it was.
void write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace tmss10
