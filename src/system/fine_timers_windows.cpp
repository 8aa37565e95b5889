// SPDX-License-Identifier: MIT
#include "fine_timers.hpp"

#include <windows.h>

#include <timeapi.h>

namespace tmss10 {
namespace {

constexpr UINT milliseconds = 1;

}  // namespace

fine_timers::fine_timers() {
  timeBeginPeriod(milliseconds);
}

fine_timers::~fine_timers() {
  timeEndPeriod(milliseconds);
}

}  // namespace tmss10
