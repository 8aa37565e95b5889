// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/bytes.hpp>
#include <tmss10/core/base/errc.hpp>

#include <cstddef>
#include <cstdint>

namespace tmss10 {

/// The limits of docs/protocol.md, "Packet": the header's size, the longest payload, and
/// the longest body that a sealed message has room for.
constexpr std::size_t packet_header_size = 6;
constexpr std::size_t max_payload_size = 65'000;
constexpr std::size_t max_body_size = 65'513;
/// The longest answer to Observe (docs/protocol.md, "Observe").
constexpr std::size_t max_observation_size = 4'096;

/// What a request asks for. Other values may arrive; no document defines them.
enum class function_code : std::uint16_t { ping = 1, observe = 2 };

/// A function that will never be defined, so that every responder answers in a few bytes
/// that it does not know it: to test a path with (docs/protocol.md, "Return codes").
constexpr auto undefined_function = static_cast<function_code>(0xffff);

/// How a request fared. Other values may arrive; no document defines them.
enum class return_code : std::uint8_t {
  request_ok = 0,
  unknown_function = 1,
  bad_request = 2,
  too_large = 3,
};

/// The fields carry the names of the vendor's trace log.
struct request {
  function_code function = function_code::ping;
  std::uint16_t flags = 0;
  std::uint16_t optargs = 0;
  bytes payload;
};

struct response {
  return_code rc = return_code::request_ok;
  std::uint8_t feedback = 0;
  /// Whole milliseconds that the responder spent on the request, rounded down; 65535 if
  /// it was more.
  std::uint16_t milisecs = 0;
  std::uint8_t avail = 0;
  std::uint8_t count = 0;
  bytes payload;
};

/// What is told of a request: all of it, with the length in place of the payload.
struct request_header {
  function_code function = function_code::ping;
  std::uint16_t flags = 0;
  std::uint16_t optargs = 0;
  std::size_t length = 0;
};

/// The same of a response.
struct response_header {
  return_code rc = return_code::request_ok;
  std::uint8_t feedback = 0;
  std::uint16_t milisecs = 0;
  std::uint8_t avail = 0;
  std::uint8_t count = 0;
  std::size_t length = 0;
};

[[nodiscard]] request_header header_of(const request& of);
[[nodiscard]] response_header header_of(const response& of);

/// Whether a response is the right answer to a ping with that payload: its rc is
/// request_ok and it echoes the payload. Fails with an errc of the answered_… group, or
/// wrong_echo.
[[nodiscard]] result<void> check_ping_response(const response& from, bytes_view payload);

}  // namespace tmss10
