// SPDX-License-Identifier: MIT
#pragma once

#include "json_parts.hpp"
#include <tmss10/core/run/path.hpp>

namespace tmss10 {

/// Adds a look at a path: the hops with all their answers, and what they mean.
void put_path(json& to, const path& of);

}  // namespace tmss10
