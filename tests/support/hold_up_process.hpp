// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <thread>

namespace tmss10::test {

/// Nothing runs for so long: what a stopped process or a blocked write is to its event
/// loop. The wait itself is what is tested.
inline void hold_up_process(std::chrono::milliseconds length) {
  std::this_thread::sleep_for(length);
}

}  // namespace tmss10::test
