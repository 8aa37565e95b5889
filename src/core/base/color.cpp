// SPDX-License-Identifier: MIT
#include <tmss10/core/base/color.hpp>

#include <fmt/color.h>

namespace tmss10 {
namespace {

fmt::terminal_color color_of(tone of) {
  switch (of) {
    case tone::doubtful: return fmt::terminal_color::yellow;
    case tone::bad: return fmt::terminal_color::red;
    case tone::remark: return fmt::terminal_color::cyan;
    case tone::plain: break;
  }
  return fmt::terminal_color::white;
}

}  // namespace

std::string in_color(std::string text, tone of) {
  if (of == tone::plain || text.empty()) return text;
  const bool is_line = text.back() == '\n';
  if (is_line) text.pop_back();
  return fmt::format(fmt::fg(color_of(of)), "{}", text) + (is_line ? "\n" : "");
}

}  // namespace tmss10
