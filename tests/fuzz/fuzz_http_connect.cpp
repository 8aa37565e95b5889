// SPDX-License-Identifier: MIT
// The input is what a proxy answers.
#include "script.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/squid_error.hpp>

#include <string>

using namespace tmss10;

namespace {

void check_line(std::string_view text) {
  std::string without_tabs(text);
  std::erase(without_tabs, '\t');
  fuzz::require(!fuzz::has_control_character(without_tabs),
                "a head has no control characters but tabs");
}

void check(const http_reply_head& head, bytes_view received) {
  fuzz::require(head.size <= received.size() && head.size <= max_reply_head_size,
                "a head is within what came, and has a limit");
  fuzz::require(received[head.size - 1] == std::byte{'\n'}, "a head ends with a line");
  fuzz::require(head.status >= 0 && head.status <= 999, "a status has three digits");
  check_line(head.reason);
  for (const auto& field : head.fields) {
    fuzz::require(!field.name.empty(), "a field has a name");
    fuzz::require(!fuzz::has_control_character(field.name) &&
                      field.name.find_first_of(" :\"") == std::string::npos,
                  "a name is a token");
    check_line(field.value);
    fuzz::require(!head.values(field.name).empty(), "a field is found by its name");
  }
  fuzz::require(squid_refusal_of(head) == tunnel_refusal::unknown ||
                    !head.values("X-Squid-Error").empty(),
                "without its field Squid has said nothing");
  fuzz::require(!head.keeps_connection() || head.body_size().has_value(),
                "a connection is kept only when the end of the body is known");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto received = std::as_bytes(std::span(data, size));
  const auto whole = parse_reply_head(received);
  if (whole && *whole) check(**whole, received);
  if (!whole) {
    const auto error = whole.error();
    fuzz::require(error == errc::not_http || error == errc::http_version_unknown ||
                      error == errc::http_status_malformed ||
                      error == errc::http_control_character ||
                      error == errc::http_head_too_large,
                  "a refusal has one of five reasons");
    fuzz::require(
        (error == errc::not_http) != fuzz::text_of(received).starts_with("HTTP/"),
        "what begins as HTTP does is refused for another reason");
  }

  const std::size_t end = whole && *whole ? (*whole)->size : size;
  bool refused = false;
  for (std::size_t length = 0; length < std::min(end, std::size_t{300}); ++length) {
    const auto part = parse_reply_head(received.first(length));
    fuzz::require(!part || !*part, "a part of a head is no head");
    fuzz::require(part || !whole, "a part of what is right is right");
    fuzz::require(!refused || !part, "what is refused stays refused");
    refused = !part;
  }
  if (whole && *whole) {
    const auto alone = parse_reply_head(received.first(end));
    fuzz::require(alone && *alone && (*alone)->size == end,
                  "what follows a head has no influence on it");
  }
  return 0;
}
