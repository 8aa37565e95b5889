// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/service_order.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <optional>

namespace tmss10::option_values {

/// Adds the options of a Windows service; elsewhere none.
void add_service_options(CLI::App& app, service_order& order);

/// A service does not start in the directory in which it was installed. Throws
/// usage_error when it is to be installed with a file that is named by a part of its
/// path.
void require_full_path(service_order order, const char* option,
                       const std::optional<std::filesystem::path>& file);

}  // namespace tmss10::option_values
