// SPDX-License-Identifier: MIT
#pragma once

#include "ping_command_line.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <span>

namespace tmss10 {

/// What is known of a command line that was refused: every option that is right by
/// itself, and the target, as far as it is beyond doubt and can be shown. `words` are the
/// whole command line.
[[nodiscard]] ping_options known_of(const CLI::App& app, const raw_command& raw,
                                    std::span<const char* const> words);

}  // namespace tmss10
