// SPDX-License-Identifier: MIT
#include <tmss10/core/base/event_log_text.hpp>

#include <cstddef>

namespace tmss10 {
namespace {

/// ReportEvent takes 31,839 characters. UTF-16 has never more of them than UTF-8 has
/// bytes.
constexpr std::size_t most_bytes = 31'839;

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::string event_log_text(std::string_view line) {
  while (line.ends_with('\n'))
    line.remove_suffix(1);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    if (line[i] == '%' && i + 1 < line.size() && is_decimal_digit(line[i + 1]))
      out += ' ';
  }
  if (out.size() <= most_bytes) return out;
  std::size_t end = most_bytes;
  while (end > 0 && continues_character(out[end]))
    --end;
  out.resize(end);
  return out;
}

}  // namespace tmss10
