// SPDX-License-Identifier: MIT
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

constexpr std::string_view hint_begin = "  hint: ";

/// A terminal so narrow that it has room for less than this gets longer lines.
constexpr std::size_t least_text = 20;

/// Characters, in UTF-8, where all bytes but the first begin with the bits 10.
std::size_t width_of(std::string_view text) {
  constexpr unsigned first_bits = 0xC0;
  constexpr unsigned following = 0x80;
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & first_bits) != following;
  }));
}

/// The lines of a text in which no line is wider, unless a word is.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (lines.empty() || width_of(lines.back()) + 1 + width_of(word) > width) {
      lines.emplace_back(word);
    } else {
      lines.back().append(" ").append(word);
    }
  }
  return lines;
}

}  // namespace

std::string failure_lines(const diagnosis& told, const error_style& style,
                          std::chrono::system_clock::time_point now) {
  const auto colored = [&style](std::string line, tone of) {
    return style.color ? in_color(std::move(line), of) : line;
  };
  auto out =
      colored(fmt::format("TMSS10Ping: {}\n", printable(told.sentence)), tone::bad);
  const auto taken = hint_begin.size() + timestamp_text(style.timestamps, now).size();
  const auto width = std::max(style.columns, taken + least_text) - taken;
  std::string begin(hint_begin);
  for (const auto& line : wrapped(printable(told.hint), width)) {
    out += colored(begin + line + "\n", tone::remark);
    begin.assign(hint_begin.size(), ' ');
  }
  return with_timestamps(out, style.timestamps, now);
}

}  // namespace tmss10
