// SPDX-License-Identifier: MIT
#include "http_answer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tmss10 {

http_answer line_answer(int status, std::string_view line) {
  http_answer out;
  out.status = status;
  out.body = std::string(line) + "\n";
  return out;
}

http_answer method_refusal(std::span<const std::string> allowed) {
  auto out = line_answer(
      405, fmt::format("use {}{}{}", fmt::join(allowed.first(allowed.size() - 1), ", "),
                       allowed.size() > 1 ? " or " : "", allowed.back()));
  out.fields.push_back({"Allow", fmt::format("{}", fmt::join(allowed, ", "))});
  return out;
}

}  // namespace tmss10
