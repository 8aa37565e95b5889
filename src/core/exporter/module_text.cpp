// SPDX-License-Identifier: MIT
#include "module_text.hpp"

#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <algorithm>
#include <string>

namespace tmss10 {
namespace {

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

bool is_stray_control(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\t' || c == '\n') return false;
  if (c == '\r') return !text.substr(at + 1).starts_with('\n');
  return has_control_character(text.substr(at, 1));
}

std::optional<file_fault> fault_of_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_stray_control(text, i)) continue;
    return file_fault{line_at(text, i), "the line contains a control character, " +
                                            printable(text.substr(i, 1))};
  }
  const auto good = utf8_size(text);
  if (good == text.size()) return std::nullopt;
  return file_fault{line_at(text, good), "the line is not UTF-8: it contains the byte " +
                                             printable(text.substr(good, 1))};
}

/// Where a string ends that begins there, as TOML 1.0 says under "String". A string that
/// does not end goes to the end of the line, or of the text if it may have several lines.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string three(3, quote);
  const bool has_lines = text.substr(begin).starts_with(three);
  std::size_t at = begin + (has_lines ? three.size() : 1);
  while (at < text.size()) {
    if (text[at] == '\\' && quote == '"') {
      at += 2;
    } else if (has_lines && text.substr(at).starts_with(three)) {
      at += three.size();
      // One or two more quotes belong to the string.
      for (int more = 0; more < 2 && at < text.size() && text[at] == quote; ++more)
        ++at;
      return at;
    } else if (!has_lines && (text[at] == quote || text[at] == '\n')) {
      return text[at] == quote ? at + 1 : at;
    } else {
      ++at;
    }
  }
  return text.size();
}

/// Follows keys and brackets through a text, past its strings and comments. As long as
/// the text is TOML, it sees what toml++ sees; toml++ goes no further than that.
std::optional<file_fault> fault_of_nesting(std::string_view text) {
  std::size_t parts = 1;
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    if (c == '"' || c == '\'') {
      at = end_of_string(text, at);
      continue;
    }
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    parts = c == '.' ? parts + 1 : parts;
    if (std::string_view("\n=,[]{}").find(c) != std::string_view::npos) parts = 1;
    if (parts > max_key_parts)
      return file_fault{line_at(text, at), "a key has too many parts"};
    if (open > max_open_brackets)
      return file_fault{line_at(text, at), "too many brackets are open"};
    ++at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<file_fault> fault_of_module_text(std::string_view text) {
  if (text.size() > max_module_file_size) return file_fault{0, "it is larger than 1 MiB"};
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return file_fault{0, "it is in UTF-16; save it as UTF-8"};
  if (auto fault = fault_of_characters(text)) return fault;
  return fault_of_nesting(text);
}

}  // namespace tmss10
