// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_comparison.hpp>

#include <string>
#include <vector>

namespace tmss10 {

/// Why that part is not compared.
[[nodiscard]] compared_item not_compared(compared_part what, std::string sentence);

/// The first of them: "a, b, c, d and 3 more".
[[nodiscard]] std::string shortened_list(const std::vector<std::string>& names);

}  // namespace tmss10
