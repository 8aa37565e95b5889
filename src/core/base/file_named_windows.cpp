// SPDX-License-Identifier: MIT
#include "file_named.hpp"

#include <windows.h>

#include <cstddef>
#include <string>

namespace tmss10 {

// Where a text is no UTF-8, the name gets a U+FFFD, which is hardly that of a file.
std::filesystem::path file_named(std::string_view text) {
  const int length = static_cast<int>(text.size());
  const int size = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, nullptr, 0);
  std::wstring out(static_cast<std::size_t>(size), L'\0');
  ::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, out.data(), size);
  return out;
}

}  // namespace tmss10
