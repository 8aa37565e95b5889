// SPDX-License-Identifier: MIT
#pragma once

#include <windows.h>

#include <algorithm>
#include <cstddef>
#include <string>

/// The command line behind this program's own name.
inline std::wstring rest_of_command_line() {
  std::wstring all = GetCommandLineW();
  std::size_t end = 0;
  bool in_quotes = false;
  for (; end < all.size() && (in_quotes || all[end] != L' '); ++end)
    if (all[end] == L'"') in_quotes = !in_quotes;
  return all.substr(std::min(all.find_first_not_of(L' ', end), all.size()));
}
