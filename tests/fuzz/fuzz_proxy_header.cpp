// SPDX-License-Identifier: MIT
// The input is a header for a proxy, as the command line has it.
#include "script.hpp"
#include <tmss10/core/proxy/http_connect.hpp>
#include <tmss10/core/proxy/proxy_header.hpp>

#include <array>
#include <string>

using namespace tmss10;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto field = parse_proxy_header(text);
  if (!field) {
    fuzz::require(field.error() == errc::proxy_header_malformed ||
                      field.error() == errc::proxy_header_reserved,
                  "a refusal has one of two reasons");
    return 0;
  }
  const std::array fields{*field};
  const auto request = connect_request("a:1", {}, fields);
  fuzz::require(request.starts_with("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n"),
                "the request begins as it would without the header");
  // Read as a reply, what follows is one field, and the head ends with the request.
  const auto reply = "HTTP/1.1 200 OK\r\n" + request.substr(request.find("Host"));
  const auto head = parse_reply_head(view_of(reply));
  fuzz::require(head && *head && (*head)->size == reply.size(),
                "a header can't end the head, nor break it");
  fuzz::require((*head)->fields.size() == 2, "a header is one field");
  const auto& read = (*head)->fields.back();
  fuzz::require(read.name == field->name && read.value == field->value,
                "a header comes out as it was given");
  return 0;
}
