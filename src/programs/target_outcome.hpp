// SPDX-License-Identifier: MIT
#pragma once

#include "run_so_far.hpp"
#include <tmss10/core/options/target_entry.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/net/ping/pinging.hpp>

#include <optional>

namespace tmss10 {

/// What one of several targets has failed with, when its run ends with `why`. Among
/// others that are known to be up, one that could never be connected has failed, although
/// a signal ended the run.
[[nodiscard]] std::optional<failure> failure_of_target(const pinging& pings,
                                                       std::optional<failure> why);

/// The outcome of a target at that moment, without a verdict.
[[nodiscard]] run_outcome outcome_of_target(const run_so_far& at,
                                            const target_entry& target);

/// The outcome of one that was not begun.
[[nodiscard]] run_outcome outcome_of_unbegun(const ping_options& options,
                                             const target_entry& target,
                                             const std::string& proxy, exit_code code);

}  // namespace tmss10
