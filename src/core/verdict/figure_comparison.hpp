// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <vector>

namespace tmss10 {

/// Adds what became of the pings of two runs: the loss, and the round-trip times.
void compare_losses(const compared_runs& of, std::vector<compared_item>& to);
void compare_times(const compared_runs& of, std::vector<compared_item>& to);

}  // namespace tmss10
