// SPDX-License-Identifier: MIT
#include "stop_signals.hpp"

#include <windows.h>

#include <atomic>
#include <csignal>

namespace tmss10 {
namespace {

constexpr ULONGLONG grace = 1000;  // milliseconds

std::atomic<ULONGLONG> first_at{0};  // 0: none has come
std::atomic<bool> is_over{false};

/// On a thread of its own, whatever the others wait for. Not ExitProcess, which would
/// wait for them.
BOOL WINAPI on_console_event(DWORD event) {
  if (is_over) return TRUE;  // nobody else is asked
  if (event != CTRL_C_EVENT) return FALSE;
  const auto now = GetTickCount64();
  ULONGLONG first = 0;
  if (!first_at.compare_exchange_strong(first, now) && now - first >= grace) {
    TerminateProcess(GetCurrentProcess(), 128 + SIGINT);
  }
  return FALSE;  // the next one to ask is the C library
}

}  // namespace

std::vector<int> stop_signals() {
  return {SIGINT, SIGTERM};
}

void end_at_second_stop_signal() {
  // The last that was set is asked first.
  SetConsoleCtrlHandler(on_console_event, TRUE);
}

end_of_signals::~end_of_signals() {
  is_over = true;
}

}  // namespace tmss10
