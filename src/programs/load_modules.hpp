// SPDX-License-Identifier: MIT
#pragma once

#include "loaded_module.hpp"
#include <tmss10/core/base/file_warning.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// The modules of a file, or without one the built-in one, and what is in the files that
/// they name. `errors` gets a line for whatever is wrong with any of these files, and
/// then the modules are of no use. `tell` is called with each warning, a line that says
/// that it is one.
[[nodiscard]] std::vector<loaded_module> load_modules(
    const std::optional<std::filesystem::path>& file, std::vector<std::string>& errors,
    const file_warning& tell);

}  // namespace tmss10
