// SPDX-License-Identifier: MIT
// Starts a program with exactly the command line that standard input has, in UTF-8: a
// shell's own quotation marks, not those of Wine. Ends with the program's exit code.
#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

namespace {

std::wstring wide(const std::string& text) {
  const int size = static_cast<int>(text.size());
  std::wstring out(text.size(), L'\0');
  out.resize(static_cast<std::size_t>(
      MultiByteToWideChar(CP_UTF8, 0, text.data(), size, out.data(), size)));
  return out;
}

}  // namespace

int main() {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  std::wstring command = wide(text);
  STARTUPINFOW how{};
  how.cb = sizeof(how);
  PROCESS_INFORMATION program{};
  if (!CreateProcessW(nullptr, command.data(), nullptr, nullptr, TRUE, 0, nullptr,
                      nullptr, &how, &program)) {
    std::fprintf(stderr, "exact_command: the program does not start: %lu\n",
                 GetLastError());
    return EXIT_FAILURE;
  }
  WaitForSingleObject(program.hProcess, INFINITE);
  DWORD code = EXIT_FAILURE;
  GetExitCodeProcess(program.hProcess, &code);
  return static_cast<int>(code);
}
