// SPDX-License-Identifier: MIT
// What somebody may have put beside a program, under the name of a DLL of the system's.
#include <windows.h>

/// What tests/windows/planted.py looks for.
constexpr UINT taken_for_the_system = 66;

BOOL WINAPI DllMain(HINSTANCE /*library*/, DWORD reason, void* /*reserved*/) {
  if (reason == DLL_PROCESS_ATTACH) ExitProcess(taken_for_the_system);
  return TRUE;
}
