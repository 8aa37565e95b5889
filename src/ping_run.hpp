// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/ping_options.hpp>

namespace tmss10 {

/// Pings as the options say: results to standard output, diagnostics to standard error.
/// Throws std::system_error when it can't start (key file) or can't write its results.
[[nodiscard]] int run_ping(const ping_options& options);

}  // namespace tmss10
