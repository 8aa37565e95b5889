// SPDX-License-Identifier: MIT
// The input is what an HTTP client sends, whose first byte says in how large pieces.
#include "http/basic_credentials.hpp"
#include "http/parse_request.hpp"
#include "http/request_head.hpp"
#include "script.hpp"
#include <tmss10/core/base/ascii.hpp>

#include <algorithm>
#include <string>

using namespace tmss10;

namespace {

/// The head in pieces. Empty when it is refused or not whole.
std::string collected(std::string_view sent, std::size_t piece,
                      const http_limits& limits) {
  request_head head(limits);
  for (std::size_t at = 0; at < sent.size(); at += piece) {
    if (const auto refusal = head.add(sent.substr(at, piece))) {
      fuzz::require(refusal->status >= 400 && refusal->status < 500,
                    "a head is refused because of the client");
      return {};
    }
    fuzz::require(head.text().size() <= limits.head, "no more is kept than is allowed");
  }
  return head.is_complete() ? std::string(head.text()) : std::string();
}

void check(const http_request& request) {
  fuzz::require(request.target.starts_with('/') || request.method == "OPTIONS" ||
                    request.method == "CONNECT",
                "a target is a path");
  fuzz::require(is_token(request.method), "a method is a token");
  fuzz::require(request.host.find_first_of(" \t/@?#\"<>\\") == std::string::npos,
                "a host is not more than that");
  for (const auto& field : request.fields)
    fuzz::require(is_token(field.name), "a field's name is a token");
  fuzz::require(
      request.target.find_first_of(std::string("\0\r\n ", 4)) == std::string::npos,
      "a target has no end in it");
  fuzz::require(request.path().size() + request.query().size() <= request.target.size(),
                "a target is its path and its query");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto sent = fuzz::text_of(std::as_bytes(std::span(data + 1, size - 1)));
  const http_limits limits;
  const auto head = collected(sent, std::size_t{data[0]} + 1, limits);
  fuzz::require(head == collected(sent, 1, limits), "how a head is cut does not matter");
  if (head.empty()) return 0;
  auto request = parse_request(head, limits.body);
  if (!request) {
    fuzz::require(request.error().status >= 400, "a refusal is one");
    return 0;
  }
  check(*request);
  const auto who = take_credentials(*request);
  fuzz::require(!request->field("Authorization"), "credentials are taken out");
  fuzz::require(!who || !has_control_character(who->user), "a user is a text");
  return 0;
}
