// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

/// What is different from an earlier run, in lines of at most that width.
[[nodiscard]] std::vector<std::string> comparison_lines(const run_comparison& of,
                                                        std::size_t width);

}  // namespace tmss10
