// SPDX-License-Identifier: MIT
#include "error_lines.hpp"

#include <tmss10/core/base/safe_text.hpp>

#include <fmt/format.h>

#include <utility>

namespace tmss10 {

error_lines::error_lines(const std::string& file, std::size_t most)
    : file_(printable(file)), most_(most) {}

void error_lines::add(std::size_t line, const std::string& message) {
  if (++count_ > most_) return;
  lines_.push_back(fmt::format("{}:{}: {}", file_, line, message));
}

void error_lines::add(const std::string& message) {
  ++count_;
  lines_.push_back(fmt::format("{}: {}", file_, message));
}

std::vector<std::string> error_lines::take() {
  if (count_ > most_) {
    const auto more = count_ - most_;
    lines_.push_back(fmt::format("{}: {} more line{} wrong", file_, more,
                                 more == 1 ? " is" : "s are"));
  }
  return std::move(lines_);
}

}  // namespace tmss10
