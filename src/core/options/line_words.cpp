// SPDX-License-Identifier: MIT
#include "line_words.hpp"

#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/options/target_file.hpp>
#include <tmss10/core/options/usage_error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tmss10 {
namespace {

void check_characters(std::string_view line) {
  if (line.size() > max_target_line_size) {
    throw usage_error("the line is longer than 8,192 bytes");
  }
  for (const char c : line) {
    if (c == '\0') throw usage_error("the line contains a NUL byte");
    if (c != '\t' && has_control_character({&c, 1})) {
      throw usage_error("the line contains a control character, " + printable({&c, 1}));
    }
  }
  const auto rest = line.substr(utf8_size(line));
  if (rest.empty()) return;
  throw usage_error(fmt::format("the line is not UTF-8: it contains the byte {}",
                                printable(rest.substr(0, 1))));
}

}  // namespace

std::vector<std::string> words_of_line(std::string_view line) {
  check_characters(line);
  std::vector<std::string> out;
  std::optional<std::string> word;
  bool in_group = false;
  for (const char c : line) {
    const bool is_blank = !in_group && (c == ' ' || c == '\t');
    if (is_blank && word) out.push_back(std::exchange(word, std::nullopt).value());
    if (is_blank) continue;
    if (c == '#' && !word) break;
    if (!word) word.emplace();
    if (c == '"') {
      in_group = !in_group;
    } else {
      *word += c;
    }
  }
  if (in_group) throw usage_error("a double quote has no second one that closes it");
  if (word) out.push_back(std::move(*word));
  return out;
}

}  // namespace tmss10
