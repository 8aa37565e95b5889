// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>

namespace tmss10 {

/// Pings several targets as the options say. Throws like run_ping(), and bad_targets
/// naming what is wrong with them.
[[nodiscard]] int run_table(const table_options& options);

}  // namespace tmss10
