// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <tmss10/core/base/ascii.hpp>

#include <cstdlib>
#include <string>
#include <string_view>

#ifdef _WIN32
#include <windows.h>

#include <io.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace tmss10 {
namespace {

constexpr std::size_t usual_columns = 80;
constexpr std::size_t usual_rows = 24;

struct terminal_extent {
  std::size_t columns = 0;
  std::size_t rows = 0;
};

/// A variable that is not set counts as empty.
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

#ifdef _WIN32

HANDLE handle_of(std::FILE* stream) {
  return reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(stream)));
}

/// Consoles before Windows 10 know no escape sequences; later ones have to be asked.
bool obeys(std::FILE* stream) {
  DWORD mode = 0;
  const HANDLE handle = handle_of(stream);
  return GetConsoleMode(handle, &mode) != 0 &&
         SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

/// Zeros where it does not tell.
terminal_extent extent_of(std::FILE* stream) {
  CONSOLE_SCREEN_BUFFER_INFO info{};
  if (GetConsoleScreenBufferInfo(handle_of(stream), &info) == 0) return {};
  return {static_cast<std::size_t>(info.srWindow.Right - info.srWindow.Left + 1),
          static_cast<std::size_t>(info.srWindow.Bottom - info.srWindow.Top + 1)};
}

#else

bool obeys(std::FILE* stream) {
  const auto kind = environment("TERM");
  return isatty(fileno(stream)) == 1 && !kind.empty() && kind != "dumb";
}

/// Zeros where it does not tell.
terminal_extent extent_of(std::FILE* stream) {
  winsize told{};
  if (ioctl(fileno(stream), TIOCGWINSZ, &told) != 0) return {};
  return {told.ws_col, told.ws_row};
}

#endif

}  // namespace

terminal::terminal(std::FILE* stream) : stream_(stream), obeys_escapes_(obeys(stream)) {}

bool terminal::wants_color(color_choice choice) const {
  if (!obeys_escapes_ || choice == color_choice::never) return false;
  return choice == color_choice::always || environment("NO_COLOR").empty();
}

std::size_t terminal::columns() const {
  const auto columns = extent_of(stream_).columns;
  return columns > 0 ? columns : usual_columns;
}

std::size_t terminal::rows() const {
  const auto rows = extent_of(stream_).rows;
  return rows > 0 ? rows : usual_rows;
}

bool locale_is_utf8() {
#ifdef _WIN32
  return GetConsoleOutputCP() == CP_UTF8;
#else
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = environment(name);
    if (value.empty()) continue;
    const auto lower = lower_case(value);
    return lower.find("utf-8") != std::string::npos ||
           lower.find("utf8") != std::string::npos;
  }
  return false;
#endif
}

}  // namespace tmss10
