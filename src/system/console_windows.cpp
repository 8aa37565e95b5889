// SPDX-License-Identifier: MIT
#include "console.hpp"
#include "service_process.hpp"

#include <windows.h>

#include <csignal>

namespace tmss10 {
namespace {

/// The C library takes all of them but Ctrl-C for SIGBREAK. A service learns here that
/// some user logs off, which must not end it; its manager says when the machine shuts
/// down.
BOOL WINAPI on_console_event(DWORD event) {
  if (is_service()) return TRUE;
  if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) return FALSE;
  std::raise(SIGTERM);
  // On a thread of its own; the system ends the process when this returns.
  Sleep(INFINITE);
  return TRUE;
}

}  // namespace

void end_with_console() {
  // The last that was set is asked first.
  SetConsoleCtrlHandler(on_console_event, TRUE);
}

}  // namespace tmss10
