// SPDX-License-Identifier: MIT
#include "module_text.hpp"

#include "toml_shape.hpp"
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

}  // namespace

std::optional<file_fault> fault_of_module_text(std::string_view text) {
  if (text.size() > max_module_file_size) return file_fault{0, "it is larger than 1 MiB"};
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return file_fault{0, "it is in UTF-16; save it as UTF-8"};
  if (auto fault = fault_of_characters(text)) return fault;
  return fault_of_toml_shape(text);
}

}  // namespace tmss10
