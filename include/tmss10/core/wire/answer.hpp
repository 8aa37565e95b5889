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
  /// Whether the payload is the caller's to fill in: what it has seen of the connection.
  bool observes = false;
  /// Whether the client tests the path with it: it asked for undefined_function.
  bool tests_path = false;
};

/// What a responder does besides answering pings.
struct known_functions {
  bool observe = true;
};

/// Answers the plaintext of one sealed message. Anything gets an answer.
[[nodiscard]] answer answer_request(packet_codec& codec, bytes_view plaintext,
                                    known_functions known = {});

/// A duration in the form of response::milisecs.
[[nodiscard]] std::uint16_t to_milisecs(std::chrono::nanoseconds spent);

}  // namespace tmss10
