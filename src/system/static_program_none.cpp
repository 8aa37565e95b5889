// SPDX-License-Identifier: MIT
#include "static_program.hpp"

namespace tmss10 {

void load_nothing_foreign() {}

}  // namespace tmss10
