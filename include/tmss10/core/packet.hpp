// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/bytes.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/gzip.hpp>

#include <cstddef>
#include <cstdint>

namespace tmss10 {

/// The limits of docs/protocol.md, "Packet": the header's size, the longest payload, and
/// the longest body that a sealed message has room for.
constexpr std::size_t packet_header_size = 6;
constexpr std::size_t max_payload_size = 65'000;
constexpr std::size_t max_body_size = 65'513;

/// What a request asks for. Other values may arrive; no document defines them.
enum class function_code : std::uint16_t { ping = 1 };

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

/// Packets to plaintexts of sealed messages, and back. Holds the compressor: share one
/// per thread. Nothing of a packet stays in it, whether it was read or refused.
class packet_codec {
 public:
  /// Appends the packet. A payload over max_payload_size is std::logic_error.
  void encode(const request& from, bytes& out);
  void encode(const response& from, bytes& out);

  /// Reads a request in the order in which a responder must refuse: packet_truncated,
  /// unknown_function (then the body was not read), bad_request_fields, gzip_too_large,
  /// another gzip error.
  [[nodiscard]] result<void> decode(bytes_view from, request& to);

  /// Reads a response. Fails with packet_truncated, a gzip error, or payload_in_refusal
  /// when rc is not request_ok and there is a payload. An undefined rc is read like the
  /// others. The fields of `to` are set as far as they were read, the
  /// others have their defaults.
  [[nodiscard]] result<void> decode(bytes_view from, response& to);

 private:
  gzip_compressor compressor_;
  gzip_expander expander_;
};

/// The codec that all have in common who run on the calling thread. It is made when it is
/// first asked for (std::bad_alloc), and goes with the thread.
[[nodiscard]] packet_codec& codec_of_thread();

/// Whether a response is the right answer to a ping with that payload: its rc is
/// request_ok and it echoes the payload. Fails with an errc of the answered_… group, or
/// wrong_echo.
[[nodiscard]] result<void> check_ping_response(const response& from, bytes_view payload);

}  // namespace tmss10
