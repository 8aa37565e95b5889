// SPDX-License-Identifier: MIT
#pragma once

#include "http_answer.hpp"
#include "http_limits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {

/// Collects the head of a request, in whatever pieces it arrives, up to the blank line at
/// its end. It keeps no more than the limits allow, looks at each byte once, and
/// overwrites all of it at last, since it may contain credentials.
class request_head {
 public:
  explicit request_head(const http_limits& limits);
  ~request_head();
  request_head(const request_head&) = delete;
  request_head& operator=(const request_head&) = delete;
  request_head(request_head&&) = delete;
  request_head& operator=(request_head&&) = delete;

  /// Takes what came next. What follows the end of the head is left out. The answer is a
  /// refusal: 414 for too long a request line, 431 for too long a head or too many
  /// fields, 400 for a byte that no head contains.
  [[nodiscard]] std::optional<http_answer> add(std::string_view bytes);

  [[nodiscard]] bool is_complete() const { return complete_; }
  /// What there is of it; a complete head ends with its blank line.
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  [[nodiscard]] std::optional<http_answer> add(char byte);
  [[nodiscard]] std::optional<http_answer> end_line();

  const http_limits& limits_;
  std::string text_;
  std::size_t line_begin_ = 0;
  std::size_t lines_ = 0;
  bool complete_ = false;
};

}  // namespace tmss10
