// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <vector>

namespace tmss10 {

/// Adds how far two runs came: the stage that failed.
void compare_stages(const compared_runs& of, std::vector<compared_item>& to);

}  // namespace tmss10
