// SPDX-License-Identifier: MIT
#include "toml_shape.hpp"

#include <algorithm>
#include <string>

namespace tmss10 {
namespace {

constexpr const char* misplaced =
    "what is not ASCII may stand in a comment and after KEY = in a text of one line; "
    "elsewhere write it as \\uXXXX";

bool is_in(std::string_view characters, char c) {
  return characters.find(c) != std::string_view::npos;
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) <= 0x7F;
}

bool has_several_lines(std::string_view string) {
  return string.starts_with(R"(""")") || string.starts_with("'''");
}

/// The string at the front of a text, as TOML 1.0 says under "String". One that does not
/// end goes to the end of the line, or of the text if it may have several lines.
std::string_view string_of(std::string_view text) {
  const char quote = text.front();
  const bool has_lines = has_several_lines(text);
  const std::string end(has_lines ? 3 : 1, quote);
  std::size_t at = end.size();
  while (at < text.size() && !text.substr(at).starts_with(end)) {
    if (!has_lines && text[at] == '\n') return text.substr(0, at);
    at += text[at] == '\\' && quote == '"' ? 2 : 1;
  }
  at = std::min(at + end.size(), text.size());
  // One or two more quotes belong to a string of several lines.
  for (int more = 0; has_lines && more < 2 && text.substr(at).starts_with(quote); ++more)
    ++at;
  return text.substr(0, at);
}

/// Of keys without quotes, as TOML 1.0 says under "Keys".
constexpr std::string_view key_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

/// Whether the name of a table begins where its brackets end.
bool has_table_name(std::string_view header) {
  header.remove_prefix(header.starts_with("[[") ? 2 : 1);
  header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
  if (header.empty()) return false;
  return is_in(key_characters, header.front()) || is_in("\"'", header.front());
}

/// Follows keys and brackets through a text, past its strings and comments. As long as
/// the text is TOML, it sees what toml++ sees; toml++ goes no further than that. What
/// comes back is what is wrong, null for nothing.
class shape_scan {
 public:
  /// A string.
  [[nodiscard]] const char* pass_string(std::string_view string) {
    const bool is_value =
        open_ == 0 && line_ == seen::key_and_equals && !has_several_lines(string);
    line_ = seen::more;
    return is_value || std::ranges::all_of(string, is_ascii) ? nullptr : misplaced;
  }

  /// A character that is in no string and no comment, and what follows it.
  [[nodiscard]] const char* pass_character(std::string_view from) {
    const char c = from.front();
    if (!is_ascii(c)) return misplaced;
    const bool begins_header = c == '[' && open_ == 0 && line_ == seen::nothing;
    if (begins_header && !has_table_name(from)) return "a table has no name";
    if (is_in("[{", c)) ++open_;
    if (is_in("]}", c) && open_ > 0) --open_;
    if (c == '.') ++parts_;
    if (is_in("\n=,[]{}", c)) parts_ = 1;
    if (!is_in(" \t", c)) line_ = after(c);
    if (parts_ > max_key_parts) return "a key has too many parts";
    return open_ > max_open_brackets ? "too many brackets are open" : nullptr;
  }

 private:
  /// What the line had so far, but for blanks.
  enum class seen { nothing, key, key_and_equals, more };

  [[nodiscard]] seen after(char c) const {
    if (c == '\n') return seen::nothing;
    if (c == '=' && line_ == seen::key) return seen::key_and_equals;
    const bool is_of_key = c == '.' || is_in(key_characters, c);
    const bool may_be_key = line_ == seen::nothing || line_ == seen::key;
    return is_of_key && may_be_key ? seen::key : seen::more;
  }

  std::size_t parts_ = 1;
  std::size_t open_ = 0;
  seen line_ = seen::nothing;
};

}  // namespace

std::optional<file_fault> fault_of_toml_shape(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  shape_scan scan;
  std::size_t line = 1;
  while (!text.empty()) {
    auto part = text.substr(0, 1);
    const char* why = nullptr;
    if (text.front() == '#') {
      part = text.substr(0, text.find('\n'));
    } else if (is_in("\"'", text.front())) {
      part = string_of(text);
      why = scan.pass_string(part);
    } else {
      why = scan.pass_character(text);
    }
    if (why != nullptr) return file_fault{line, why};
    line += static_cast<std::size_t>(std::ranges::count(part, '\n'));
    text.remove_prefix(part.size());
  }
  return std::nullopt;
}

}  // namespace tmss10
