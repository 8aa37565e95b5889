// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>

#include <stdexcept>

namespace tmss10 {

/// A run that had begun can't go on, or its results can't be written. Its reports say so
/// as far as they can be written.
class broken_run : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Pings as the options say: results to standard output, diagnostics to standard error.
/// Throws std::exception when it can't start (key file), and then has written nothing;
/// later broken_run.
[[nodiscard]] int run_ping(const ping_options& options);

}  // namespace tmss10
