// SPDX-License-Identifier: MIT
#include "metric_escapes.hpp"

#include <tmss10/core/base/safe_text.hpp>

namespace tmss10 {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

void append_escaped(std::string& to, char c, quotes as) {
  switch (c) {
    case '\\': to += "\\\\"; break;
    case '\n': to += "\\n"; break;
    case '"': to += as == quotes::escaped ? "\\\"" : "\""; break;
    default: to += c;
  }
}

}  // namespace

std::string metric_escapes(std::string_view text, quotes as) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const auto size = utf8_size(text);
    for (const char c : text.substr(0, size))
      append_escaped(out, c, as);
    if (size == text.size()) return out;
    out += replacement_character;
    text.remove_prefix(size + 1);
  }
}

}  // namespace tmss10
