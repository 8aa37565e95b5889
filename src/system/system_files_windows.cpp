// SPDX-License-Identifier: MIT
#include "system_files.hpp"

#include <windows.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <io.h>
#include <ios>
#include <process.h>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// Of ASCII characters only.
std::wstring widened(std::string_view text) {
  return {text.begin(), text.end()};
}

HANDLE handle_of(const opened_file& file) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): that is what the C library returns
  return reinterpret_cast<HANDLE>(_get_osfhandle(_fileno(file.get())));
}

/// Longer than any line, so that each is one write: without a buffer, the C library
/// writes the last byte of an odd number by itself.
constexpr std::size_t whole_line = 65'536;

/// What the C library has not in its own words.
std::error_code why_not_opened(const std::filesystem::path& path) {
  errno = 0;
  const opened_file again(_wfopen(path.c_str(), L"ab"));
  return {errno != 0 ? errno : EACCES, std::generic_category()};
}

enum class line_end { lf, crlf };

/// With this right alone, the system itself puts each write at the file's end.
result<opened_file> open_to_append(const std::filesystem::path& path, line_end ends,
                                   DWORD flags) {
  const HANDLE handle =
      ::CreateFileW(path.c_str(), FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE,
                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                    OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | flags, nullptr);
  if (handle == INVALID_HANDLE_VALUE) return failed(why_not_opened(path));
  const bool is_text = ends == line_end::crlf;
  const int number =
      _open_osfhandle(reinterpret_cast<std::intptr_t>(handle),
                      _O_APPEND | _O_NOINHERIT | (is_text ? _O_TEXT : _O_BINARY));
  opened_file file(number < 0 ? nullptr : _fdopen(number, is_text ? "at" : "ab"));
  if (!file) return failed({errno, std::generic_category()});
  std::setvbuf(file.get(), nullptr, _IOFBF, whole_line);
  return file;
}

}  // namespace

result<opened_file> open_report(const std::filesystem::path& path,
                                const patience& /*may_wait*/) {
  return open_to_append(path, line_end::lf, 0);
}

void empty(const opened_file& file) {
  // The right to append is not enough to cut.
  const HANDLE again =
      ::ReOpenFile(handle_of(file), GENERIC_WRITE,
                   FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, 0);
  if (again == INVALID_HANDLE_VALUE) return;  // no regular file
  ::SetEndOfFile(again);
  ::CloseHandle(again);
}

file_turn::file_turn(const opened_file& /*file*/) {}

file_turn::~file_turn() = default;

bool is_empty(const opened_file& file) {
  LARGE_INTEGER size{};
  return GetFileSizeEx(handle_of(file), &size) == 0 || size.QuadPart == 0;
}

bool ends_in_mid_line(const opened_file& /*file*/, const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  in.seekg(-1, std::ios::end);
  char last = '\n';
  return in.get(last) && last != '\n';
}

result<opened_file> open_log(const std::filesystem::path& path) {
  auto file = open_to_append(path, line_end::crlf, FILE_FLAG_OPEN_REPARSE_POINT);
  if (!file) return file;
  BY_HANDLE_FILE_INFORMATION facts{};
  if (!::GetFileInformationByHandle(handle_of(*file), &facts)) {
    return failed(errc::file_not_regular);
  }
  if ((facts.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
    return failed(errc::file_is_link);
  }
  if (facts.nNumberOfLinks > 1) return failed(errc::file_has_other_names);
  return file;
}

bool are_one_file(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code error;
  return std::filesystem::is_regular_file(one, error) &&
         std::filesystem::equivalent(one, other, error);
}

// Streams have no name here, and whoever writes to a file may keep others out.
sharing sharing_with(std::FILE* /*stream*/, const std::filesystem::path& /*path*/) {
  return sharing::nothing;
}

std::optional<std::filesystem::path> environment_path(const char* name) {
  const wchar_t* const value = _wgetenv(widened(name).c_str());
  if (value == nullptr || *value == L'\0') return std::nullopt;
  return value;
}

int process_id() {
  return _getpid();
}

}  // namespace tmss10
