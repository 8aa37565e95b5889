// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/http_field.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What a handler answers.
struct http_answer {
  /// RFC 9110, section 15; a final one, of an answer that may have a body.
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  /// Besides those that each answer has (see answer_head).
  std::vector<http_field> fields = {};
};

/// An answer of one line: "target is missing" becomes "target is missing\n".
[[nodiscard]] http_answer line_answer(int status, std::string_view line);

/// To a request with a method that its target does not have: 405, with those that it has,
/// at least one.
[[nodiscard]] http_answer method_refusal(std::span<const std::string> allowed);

}  // namespace tmss10
