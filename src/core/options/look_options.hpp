// SPDX-License-Identifier: MIT
#pragma once

#include "ping_command_line.hpp"

namespace tmss10 {

/// Adds the options that look at the way to the target.
void add_look_options(CLI::App& app, raw_command& raw);

/// Whether one of them is given.
[[nodiscard]] bool has_look(const raw_command& raw);

/// Decides whether there are pings as well. Throws usage_error naming an option that does
/// not go with a look.
void set_look(raw_command& raw);

}  // namespace tmss10
