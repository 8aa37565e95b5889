// SPDX-License-Identifier: MIT
// Runs a program in a console and carries out orders for it, one on each line of standard
// input: "int" is Ctrl-C, "break" is Ctrl-Break, "kill" ends it at once, as the end of
// standard input does. Ends with the program's exit code.
//   in_console PROGRAM ARGUMENT…
// The variable TMSS10_PID_FILE names a file that gets the program's process identifier.
#include "rest_of_command_line.hpp"

#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

constexpr UINT killed = 137;

/// Ctrl-C and Ctrl-Break are for the program alone. Not by SetConsoleCtrlHandler(NULL,
/// TRUE): the program would inherit that.
BOOL WINAPI ignore(DWORD /*event*/) {
  return TRUE;
}

PROCESS_INFORMATION start(std::wstring command) {
  STARTUPINFOW how{};
  how.cb = sizeof(how);
  how.dwFlags = STARTF_USESTDHANDLES;
  SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
  how.hStdInput = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ, &inherited,
                              OPEN_EXISTING, 0, nullptr);
  how.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
  how.hStdError = GetStdHandle(STD_ERROR_HANDLE);
  PROCESS_INFORMATION out{};
  if (!CreateProcessW(nullptr, command.data(), nullptr, nullptr, TRUE, CREATE_NO_WINDOW,
                      nullptr, nullptr, &how, &out)) {
    throw std::runtime_error("the program does not start: " +
                             std::to_string(GetLastError()));
  }
  return out;
}

/// The program's console has no window, and is its own.
void join_console_of(const PROCESS_INFORMATION& program) {
  FreeConsole();
  // It is there a moment after the program.
  while (!AttachConsole(program.dwProcessId)) {
    if (WaitForSingleObject(program.hProcess, 1) == WAIT_OBJECT_0) return;
  }
  SetConsoleCtrlHandler(ignore, TRUE);
}

void obey(HANDLE program) {
  for (std::string order; std::getline(std::cin, order);) {
    if (order == "int") GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
    if (order == "break") GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, 0);
    if (order == "kill") break;
  }
  TerminateProcess(program, killed);
}

void tell_identifier(DWORD identifier) {
  const wchar_t* const path = _wgetenv(L"TMSS10_PID_FILE");
  std::FILE* const file = path == nullptr ? nullptr : _wfopen(path, L"w");
  if (file == nullptr) return;
  std::fprintf(file, "%lu\n", identifier);
  std::fclose(file);
}

}  // namespace

int main() try {
  const auto program = start(rest_of_command_line());
  join_console_of(program);
  tell_identifier(program.dwProcessId);
  std::thread(obey, program.hProcess).detach();
  WaitForSingleObject(program.hProcess, INFINITE);
  DWORD code = EXIT_FAILURE;
  GetExitCodeProcess(program.hProcess, &code);
  // Not by return: the thread is in a read that has no end.
  ExitProcess(code);
} catch (const std::exception& error) {
  std::fprintf(stderr, "in_console: %s\n", error.what());
  return EXIT_FAILURE;
}
