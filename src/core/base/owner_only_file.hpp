// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace tmss10 {

/// Makes a new file that only its owner may read or write, whatever the umask, and fills
/// it with `content`. Returns the system's error, file_exists when anything has that name
/// already; a file that could not be filled is removed.
[[nodiscard]] std::error_code write_owner_only_file(const std::filesystem::path& file,
                                                    std::string_view content);

}  // namespace tmss10
