// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/run_description.hpp>
#include <tmss10/core/run/run_facts.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace tmss10 {

/// Adds what the options say of a run.
void take_options(run_facts& to, const std::vector<understood_option>& options);

/// How a run ended, in a report or at its end.
struct known_end {
  int code = 0;
  std::uint64_t received = 0;
  /// The stage of the failure that is told, if one is.
  std::optional<stage> failed = {};
};

/// Adds which stage failed, if one did: some of the pings of a run may be lost although
/// all stages work.
void take_end(run_facts& to, const known_end& end);

}  // namespace tmss10
