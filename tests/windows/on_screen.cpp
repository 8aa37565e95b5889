// SPDX-License-Identifier: MIT
// Runs a program whose standard output and error are a console, and prints in UTF-8 what
// its screen shows then, without the blanks at the ends of lines.
//   on_screen PROGRAM ARGUMENT…
#include "rest_of_command_line.hpp"

#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr wchar_t inside[] = L"TMSS10_ON_SCREEN";

void must(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what + (": " + std::to_string(GetLastError())));
}

DWORD run(std::wstring command, HANDLE output, DWORD flags) {
  STARTUPINFOW how{};
  how.cb = sizeof(how);
  how.dwFlags = STARTF_USESTDHANDLES;
  how.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
  how.hStdOutput = output;
  how.hStdError = output;
  PROCESS_INFORMATION program{};
  must(CreateProcessW(nullptr, command.data(), nullptr, nullptr, TRUE, flags, nullptr,
                      nullptr, &how, &program),
       "the program does not start");
  WaitForSingleObject(program.hProcess, INFINITE);
  DWORD code = EXIT_FAILURE;
  GetExitCodeProcess(program.hProcess, &code);
  return code;
}

std::string utf8_of(const std::wstring& text) {
  const int length = static_cast<int>(text.size());
  std::string out(text.size() * 4, '\0');
  const int size = WideCharToMultiByte(CP_UTF8, 0, text.data(), length, out.data(),
                                       static_cast<int>(out.size()), nullptr, nullptr);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

void print_screen(HANDLE screen) {
  CONSOLE_SCREEN_BUFFER_INFO info{};
  must(GetConsoleScreenBufferInfo(screen, &info) != 0, "no screen");
  std::vector<wchar_t> line(static_cast<std::size_t>(info.dwSize.X));
  for (SHORT row = 0; row <= info.dwCursorPosition.Y; ++row) {
    DWORD count = 0;
    must(ReadConsoleOutputCharacterW(screen, line.data(), static_cast<DWORD>(line.size()),
                                     {0, row}, &count) != 0,
         "the screen can't be read");
    std::wstring text(line.data(), count);
    text.erase(text.find_last_not_of(L' ') + 1);
    std::printf("%s\n", utf8_of(text).c_str());
  }
}

DWORD run_on_screen() {
  SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
  const HANDLE screen = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited,
                                    OPEN_EXISTING, 0, nullptr);
  must(screen != INVALID_HANDLE_VALUE, "no console");
  const DWORD code = run(rest_of_command_line(), screen, 0);
  print_screen(screen);
  return code;
}

}  // namespace

/// Starts itself once more, in a console without a window.
int main() try {
  if (_wgetenv(inside) != nullptr) return static_cast<int>(run_on_screen());
  SetEnvironmentVariableW(inside, L"yes");
  return static_cast<int>(
      run(GetCommandLineW(), GetStdHandle(STD_OUTPUT_HANDLE), CREATE_NO_WINDOW));
} catch (const std::exception& error) {
  std::fprintf(stderr, "on_screen: %s\n", error.what());
  return EXIT_FAILURE;
}
