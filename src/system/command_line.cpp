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

/// Overwrites the value of "Name: value".
void hide_value(char* header) {
  const std::string_view text(header);
  const auto colon = text.find(':');
  if (colon < text.size()) std::fill(header + colon + 1, header + text.size(), '*');
}

}  // namespace

command_line::command_line(int argc, char** argv) {
  constexpr std::string_view header_option = "--proxy-header";
  bool is_header = false;
  for (int i = 0; i < argc; ++i) {
    const auto& copy = copies_.emplace_back().text = argv[i];
    if (is_header || copy.starts_with(std::string(header_option) + "=")) {
      hide_value(argv[i]);
    }
    is_header = copy == header_option;
    hide_password(argv[i]);
  }
  for (const auto& copy : copies_)
    pointers_.push_back(copy.text.c_str());
}

}  // namespace tmss10
