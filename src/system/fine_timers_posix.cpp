// SPDX-License-Identifier: MIT
#include "fine_timers.hpp"

namespace tmss10 {

fine_timers::fine_timers() = default;
fine_timers::~fine_timers() = default;

}  // namespace tmss10
