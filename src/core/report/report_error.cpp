// SPDX-License-Identifier: MIT
#include "wrapped.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/timestamp.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace tmss10 {
namespace {

constexpr std::string_view hint_begin = "  hint: ";

/// A terminal so narrow that it has room for less than this gets longer lines.
constexpr std::size_t least_text = 20;

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
