// SPDX-License-Identifier: MIT
#pragma once

#include "json_parts.hpp"
#include <tmss10/core/run/run_facts.hpp>

namespace tmss10 {

/// What is different from an earlier run.
[[nodiscard]] json comparison_object(const compared_runs& of);

}  // namespace tmss10
