// SPDX-License-Identifier: MIT
#include "without_signals.hpp"

namespace tmss10 {

void take_no_signals() {}

}  // namespace tmss10
