// SPDX-License-Identifier: MIT
#include "request_head.hpp"

#include <tmss10/core/base/secret_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

/// The type of a TLS record that begins a handshake (RFC 8446, section 5.1).
constexpr char tls_handshake = 0x16;

/// RFC 9110, section 5.5: a field has neither NUL nor other control characters but the
/// tab. Other parts of a head have none at all; who parses it finds that.
bool belongs_in_no_head(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return (code < 0x20 && byte != '\t' && byte != '\r' && byte != '\n') || code == 0x7F;
}

}  // namespace

request_head::request_head(const http_limits& limits) : limits_(limits) {
  text_.reserve(limits.head);  // or wiping it would miss what it has left behind
}

request_head::~request_head() {
  wipe(text_);
}

std::optional<http_answer> request_head::add(std::string_view bytes) {
  for (const char byte : bytes) {
    if (complete_) break;
    if (auto refusal = add(byte)) return refusal;
  }
  return std::nullopt;
}

std::optional<http_answer> request_head::add(char byte) {
  if (text_.empty() && byte == tls_handshake)
    return line_answer(400, "this port speaks HTTP, not HTTPS");
  if (belongs_in_no_head(byte))
    return line_answer(400, "the request contains a control character");
  if (text_.size() == limits_.head) {
    return line_answer(
        431, fmt::format("the request's head is longer than {} bytes", limits_.head));
  }
  text_ += byte;
  if (byte == '\n') return end_line();
  if (lines_ == 0 && text_.size() > limits_.request_line) {
    return line_answer(414, fmt::format("the request line is longer than {} bytes",
                                        limits_.request_line));
  }
  return std::nullopt;
}

std::optional<http_answer> request_head::end_line() {
  const auto line = std::string_view(text_).substr(line_begin_);
  line_begin_ = text_.size();
  complete_ = line == "\r\n" || line == "\n";
  if (complete_ || ++lines_ <= limits_.fields + 1) return std::nullopt;
  return line_answer(
      431, fmt::format("the request has more than {} header fields", limits_.fields));
}

}  // namespace tmss10
