// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <vector>

namespace tmss10 {

/// Adds what gets through on the way of two runs: the sizes of packets; the hops.
void compare_sizes(const compared_runs& of, std::vector<compared_item>& to);
void compare_hops(const compared_runs& of, std::vector<compared_item>& to);

}  // namespace tmss10
