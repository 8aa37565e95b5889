// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/exit_code.hpp>
#include <tmss10/core/run_figures.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// A whole run, for the reports that programs read: what was tried, its figures, and how
/// it ended.
struct run_outcome {
  /// The target as it was typed.
  std::string host;
  std::uint16_t port = 0;
  /// "host:port" of the proxy without credentials; empty when it went there directly.
  std::string proxy;
  run_figures figures;
  /// What the program ends with, or would if it ended now.
  exit_code code = exit_code::all_answered;
  /// What is told on standard error, if anything.
  std::optional<failure> why;
};

}  // namespace tmss10
