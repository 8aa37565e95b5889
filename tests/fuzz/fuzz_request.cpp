// SPDX-License-Identifier: MIT
// The input is the plaintext of a sealed message: what a client that has the key can ask.
#include "script.hpp"
#include <tmss10/core/wire/answer.hpp>
#include <tmss10/core/wire/packet_codec.hpp>

using namespace tmss10;

namespace {

/// What a responder must say, in the order in which it must look (docs/protocol.md,
/// "Return codes").
return_code due_for(bytes_view plaintext, bool observe) {
  static gzip_expander expander;
  if (plaintext.size() < packet_header_size) return return_code::bad_request;
  const auto function = load_be16(plaintext);
  const bool observes = function == 2;
  if (function != 1 && !(observes && observe)) return return_code::unknown_function;
  if (load_be16(plaintext.subspan(2)) != 0 || load_be16(plaintext.subspan(4)) != 0) {
    return return_code::bad_request;
  }
  bytes payload;
  const auto body = plaintext.subspan(packet_header_size);
  const auto expanded = expander.expand(body, max_payload_size, payload);
  if (expanded) {
    return observes && !payload.empty() ? return_code::bad_request
                                        : return_code::request_ok;
  }
  return expanded.error() == errc::gzip_too_large ? return_code::too_large
                                                  : return_code::bad_request;
}

void check(bytes_view plaintext, const answer& said, bool observe) {
  const auto rc = said.response.rc;
  fuzz::require(rc == due_for(plaintext, observe), "the first thing wrong decides");
  fuzz::require((rc == return_code::request_ok) == !said.refusal,
                "a refusal has a reason");
  fuzz::require(!said.refusal || said.response.payload.empty(),
                "a refusal has no payload");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static packet_codec codec;
  const auto plaintext = std::as_bytes(std::span(data, size));
  const answer said = answer_request(codec, plaintext);
  check(plaintext, said, true);
  check(plaintext, answer_request(codec, plaintext, {.observe = false}), false);

  bytes encoded;
  codec.encode(said.response, encoded);
  fuzz::require(encoded.size() <= packet_header_size + max_body_size,
                "an answer has room");
  response decoded;
  fuzz::require(codec.decode(encoded, decoded).has_value(), "an answer can be read");
  fuzz::require(decoded.rc == said.response.rc, "the rc comes through");
  fuzz::require(decoded.payload == said.response.payload, "the payload comes through");
  return 0;
}
