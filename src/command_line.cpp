// SPDX-License-Identifier: MIT
#include "command_line.hpp"

#include <algorithm>
#include <string_view>

namespace tmss10 {
namespace {

/// Overwrites what stands between the first ':' of user and password and the last '@'.
void hide_password(char* argument) {
  constexpr std::string_view behind_scheme = "://";
  const std::string_view text(argument);
  const auto at = text.rfind('@');
  if (at == std::string_view::npos) return;
  auto colon = text.find(':');
  // That of a scheme, when it comes first. A password may have "://", too.
  if (colon < at && text.substr(colon).starts_with(behind_scheme)) {
    const auto next = text.find(':', colon + behind_scheme.size());
    if (next < at) colon = next;
  }
  if (colon < at) std::fill(argument + colon + 1, argument + at, '*');
}

}  // namespace

command_line::command_line(int argc, char** argv) {
  for (int i = 0; i < argc; ++i) {
    copies_.emplace_back().text = argv[i];
    hide_password(argv[i]);
  }
  for (const auto& copy : copies_)
    pointers_.push_back(copy.text.c_str());
}

}  // namespace tmss10
