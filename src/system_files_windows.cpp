// SPDX-License-Identifier: MIT
#include "system_files.hpp"

#include <cstdlib>
#include <process.h>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// Of ASCII characters only.
std::wstring widened(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

std::FILE* open_file(const std::filesystem::path& path, const char* mode) {
  return _wfopen(path.c_str(), widened(mode).c_str());
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
