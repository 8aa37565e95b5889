// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/run_description.hpp>

namespace tmss10 {

/// What this system says of itself. Waits for nobody; what can't be found out is empty.
[[nodiscard]] system_facts ask_system_facts();

}  // namespace tmss10
