// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/wire/packet.hpp>

#include <chrono>
#include <system_error>

namespace tmss10 {

class packet_codec;

/// What a responder says to a request: the response, and why it is a refusal, if it is
/// one.
struct answer {
  tmss10::response response;
  std::error_code refusal;
};

/// Answers the plaintext of one sealed message. Anything gets an answer.
[[nodiscard]] answer answer_request(packet_codec& codec, bytes_view plaintext);

/// A duration in the form of response::milisecs.
[[nodiscard]] std::uint16_t to_milisecs(std::chrono::nanoseconds spent);

}  // namespace tmss10
