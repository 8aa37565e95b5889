// SPDX-License-Identifier: MIT
#include "program.hpp"
#include "service_process.hpp"
#include "standard_descriptors.hpp"
#include "wide_text.hpp"
#include <tmss10/core/verdict/exit_code.hpp>

#include <windows.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <fcntl.h>
#include <io.h>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// More than any text that is written at once; each is flushed.
constexpr std::size_t one_text = 65'536;

constexpr std::wstring_view service_option = L"--service";

/// The console takes UTF-8 for as long as it lives; then the console is as the programs
/// after this one expect it. Does nothing without a console.
class utf8_console {
 public:
  utf8_console() : code_page_(GetConsoleOutputCP()) {
    for (auto& [handle, mode, known] : modes_)
      known = GetConsoleMode(handle, &mode) != 0;
    if (code_page_ != 0) SetConsoleOutputCP(CP_UTF8);
  }
  ~utf8_console() {
    if (code_page_ != 0) SetConsoleOutputCP(code_page_);
    for (const auto& [handle, mode, known] : modes_)
      if (known) SetConsoleMode(handle, mode);
  }
  utf8_console(const utf8_console&) = delete;
  utf8_console& operator=(const utf8_console&) = delete;
  utf8_console(utf8_console&&) = delete;
  utf8_console& operator=(utf8_console&&) = delete;

 private:
  struct console_mode {
    HANDLE handle;
    DWORD mode = 0;
    bool known = false;
  };

  UINT code_page_;
  std::array<console_mode, 2> modes_{
      {{GetStdHandle(STD_OUTPUT_HANDLE)}, {GetStdHandle(STD_ERROR_HANDLE)}}};
};

}  // namespace
}  // namespace tmss10

/// Lines end with a line feed alone, in files and pipes, too, as they do on other
/// systems.
int wmain(int argc, wchar_t** argv) {
  // Before anything is loaded: a DLL beside the program is none of the system's.
  SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
  using namespace tmss10;
  // A service writes to the event log alone. It starts without these streams, and under
  // Wine such a stream can't be opened.
  const bool is_asked_to_serve =
      std::find(argv, argv + argc, service_option) != argv + argc;
  if (!occupy_standard_descriptors() && !is_asked_to_serve)
    return static_cast<int>(exit_code::usage);
  _setmode(_fileno(stdout), _O_BINARY);
  _setmode(_fileno(stderr), _O_BINARY);
  // A console takes a text in one piece: it makes no character of bytes that come singly.
  std::setvbuf(stdout, nullptr, _IOFBF, one_text);
  std::setvbuf(stderr, nullptr, _IOFBF, one_text);
  std::vector<std::string> words;
  for (int i = 0; i < argc; ++i)
    words.push_back(utf8_of(argv[i]));
  std::vector<char*> pointers;
  for (auto& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const auto program = [&] { return run_program(argc, pointers.data()); };
  // Only the service manager answers; whoever else gives this option is told so.
  if (is_asked_to_serve) {
    if (const auto code = run_as_service(program)) return *code;
  }
  const utf8_console console;
  return program();
}
