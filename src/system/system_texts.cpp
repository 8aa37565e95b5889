// SPDX-License-Identifier: MIT
#include "system_texts.hpp"

#include <algorithm>
#include <cstddef>

namespace tmss10 {
namespace {

/// Takes the first line off a text, without its end.
std::string_view taken_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

/// The value of an assignment as a shell reads it. In double quotes a backslash keeps the
/// next character as it is.
std::string unquoted(std::string_view value) {
  const auto quote = value.empty() ? '\0' : value.front();
  if (quote != '"' && quote != '\'')
    return std::string(value.substr(0, value.find_first_of(" \t\r")));
  std::string out;
  for (std::size_t i = 1; i < value.size() && value[i] != quote; ++i) {
    if (quote == '"' && value[i] == '\\' && i + 1 < value.size()) ++i;
    out += value[i];
  }
  return out;
}

}  // namespace

std::string pretty_name_in(std::string_view os_release) {
  constexpr std::string_view name = "PRETTY_NAME=";
  std::string out;
  while (!os_release.empty()) {
    const auto line = taken_line(os_release);
    if (line.starts_with(name)) out = unquoted(line.substr(name.size()));
  }
  return out;
}

std::vector<std::string> name_servers_in(std::string_view resolv_conf) {
  constexpr std::string_view keyword = "nameserver";
  constexpr std::string_view blanks = " \t\r";
  constexpr std::size_t most = 3;
  std::vector<std::string> out;
  while (!resolv_conf.empty() && out.size() < most) {
    auto line = taken_line(resolv_conf);
    if (!line.starts_with(keyword)) continue;
    line.remove_prefix(keyword.size());
    const auto begin = line.find_first_not_of(blanks);
    if (begin == 0 || begin == std::string_view::npos) continue;
    line.remove_prefix(begin);
    out.emplace_back(line.substr(0, line.find_first_of(blanks)));
  }
  return out;
}

}  // namespace tmss10
