// SPDX-License-Identifier: MIT
#pragma once

#include "ping_command_line.hpp"
#include <tmss10/core/base/timestamp.hpp>

#include <CLI/CLI.hpp>

namespace tmss10 {

/// Adds --timestamps and --timestamp-format.
void add_timestamp_options(CLI::App& app, raw_command& raw);

/// What these two ask for, also when parsing was cut short: a format means time stamps,
/// and of several the last one holds. One that is wrong is passed over.
[[nodiscard]] timestamp_format timestamps_asked_for(const CLI::App& app);

}  // namespace tmss10
