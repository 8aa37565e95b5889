// SPDX-License-Identifier: MIT
#include "idna.hpp"

#include <windows.h>

#include <array>

namespace tmss10 {
namespace {

/// RFC 1035, section 2.3.4, and some more for a name that Windows is to refuse.
constexpr int most_characters = 512;

}  // namespace

result<std::string> convert_name(const std::string& name) {
  std::array<wchar_t, most_characters> wide{};
  const int length =
      MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, name.data(),
                          static_cast<int>(name.size()), wide.data(), most_characters);
  if (length <= 0) return failed(errc::name_not_convertible);
  std::array<wchar_t, most_characters> ascii{};
  const int size = IdnToAscii(0, wide.data(), length, ascii.data(), most_characters);
  if (size <= 0) return failed(errc::name_not_convertible);
  std::string out;
  for (int i = 0; i < size; ++i)
    out += static_cast<char>(ascii.at(static_cast<std::size_t>(i)));
  return out;
}

}  // namespace tmss10
