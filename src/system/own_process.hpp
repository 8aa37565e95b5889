// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/process_facts.hpp>

namespace tmss10 {

/// What this system says of this program: all there is on Linux, elsewhere processor time
/// and, on macOS and Windows, when it was started. For any thread.
[[nodiscard]] process_facts ask_process_facts();

}  // namespace tmss10
