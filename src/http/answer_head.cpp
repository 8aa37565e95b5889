// SPDX-License-Identifier: MIT
#include "answer_head.hpp"

#include "http_date.hpp"
#include "status_reason.hpp"
#include <tmss10/core/base/ascii.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace tmss10 {
namespace {

/// A page has its style in itself, and nothing else that a browser would act on.
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

void append(std::string& to, std::string_view name, std::string_view value) {
  if (!is_token(name) || has_control_character(value)) {
    throw std::invalid_argument("an answer's header field is malformed: " +
                                std::string(name));
  }
  to += fmt::format("{}: {}\r\n", name, value);
}

}  // namespace

std::string answer_head(const http_answer& answer, std::string_view server,
                        std::chrono::system_clock::time_point now) {
  auto out =
      fmt::format("HTTP/1.1 {} {}\r\n", answer.status, status_reason(answer.status));
  append(out, "Date", http_date(now));
  if (!server.empty()) append(out, "Server", server);
  append(out, "Content-Type", answer.content_type);
  append(out, "Content-Length", std::to_string(answer.body.size()));
  append(out, "Cache-Control", "no-store");
  append(out, "X-Content-Type-Options", "nosniff");
  if (answer.content_type.starts_with("text/html"))
    append(out, "Content-Security-Policy", page_policy);
  for (const auto& field : answer.fields)
    append(out, field.name, field.value);
  append(out, "Connection", "close");
  out += "\r\n";
  return out;
}

}  // namespace tmss10
