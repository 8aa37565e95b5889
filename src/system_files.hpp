// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <filesystem>
#include <optional>

namespace tmss10 {

/// std::fopen for any name that the system knows. A null pointer, and errno, if it fails.
[[nodiscard]] std::FILE* open_file(const std::filesystem::path& path, const char* mode);

/// The path that an environment variable has; none when it is not set or empty.
[[nodiscard]] std::optional<std::filesystem::path> environment_path(const char* name);

/// The number that the system gave this process.
[[nodiscard]] int process_id();

}  // namespace tmss10
