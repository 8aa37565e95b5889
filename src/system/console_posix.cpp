// SPDX-License-Identifier: MIT
#include "console.hpp"

namespace tmss10 {

void end_with_console() {}

}  // namespace tmss10
