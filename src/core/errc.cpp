// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>

#include <string>

namespace tmss10 {
namespace {

const char* text_of(errc code) {
  switch (code) {
    case errc::not_a_greeting: return "the peer's first bytes are not a TMSS10 greeting";
    case errc::unsupported_version: return "the responder speaks another version";
    case errc::undefined_status:
      return "the greeting has a status that no document defines";
    case errc::busy: return "the responder is busy: its connection limit is reached";
    case errc::closed_before_greeting:
      return "the connection was closed before a greeting";
    case errc::bad_handshake_length:
      return "a handshake message has a length that cannot be";
    case errc::bad_message_length: return "a message has a length that cannot be";
    case errc::authentication_failed: return "a message failed to authenticate";
    case errc::keys_differ: return "the keys differ";
    case errc::counter_exhausted: return "the message counter is used up";
    case errc::closed_by_peer: return "the peer closed the session";
    case errc::ended_without_close: return "the connection ended without a close message";
    case errc::unasked_response: return "a response came that nobody asked for";
    case errc::too_many_unanswered: return "too many pings are unanswered";
    case errc::peer_reads_nothing: return "the peer reads nothing any more";
    case errc::gzip_truncated: return "the gzip body is cut short";
    case errc::gzip_corrupt: return "the gzip body is corrupt";
    case errc::gzip_trailing_bytes: return "bytes follow the gzip member";
    case errc::gzip_too_large: return "the gzip body expands beyond the limit";
    case errc::packet_truncated: return "the packet is shorter than its header";
    case errc::unknown_function: return "the request has an unknown function";
    case errc::bad_request_fields: return "the request's flags or optargs are not 0";
    case errc::answered_unknown_function:
      return "the responder answered: unknown function";
    case errc::answered_bad_request: return "the responder answered: bad request";
    case errc::answered_too_large: return "the responder answered: too large";
    case errc::answered_undefined:
      return "the responder answered with a code that no document defines";
    case errc::payload_in_refusal: return "a refusal carries a payload";
    case errc::wrong_echo: return "the reply does not echo what was sent";
    case errc::key_wrong_length: return "a key is 64 hex digits, and nothing else";
    case errc::key_not_hex: return "the key has a character that is not a hex digit";
    case errc::key_all_zero: return "the key is all zero";
    case errc::host_empty: return "the host is empty";
    case errc::host_malformed: return "that is not a host name or an address";
    case errc::port_malformed: return "a port is a whole number from 1 to 65535";
    case errc::name_not_found: return "the name was not found";
    case errc::resolver_failed: return "the name could not be looked up";
    case errc::no_address_of_family: return "the name has no address of that family";
    case errc::not_http: return "that is not the answer of an HTTP proxy";
    case errc::http_head_too_large: return "the head of the HTTP reply is too large";
    case errc::proxy_wrong_credentials: return "the proxy refuses these credentials";
    case errc::proxy_unknown_scheme:
      return "the proxy wants an authentication scheme that is not supported";
    case errc::timed_out: return "no answer in time";
    case errc::idle: return "nothing was asked for too long";
    case errc::stopped: return "stopped";
  }
  return "an error that no document defines";
}

class category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "tmss10"; }
  std::string message(int code) const override {
    return text_of(static_cast<errc>(code));
  }
};

}  // namespace

const std::error_category& tmss10_category() noexcept {
  static const category instance;
  return instance;
}

std::error_code make_error_code(errc code) noexcept {
  return {static_cast<int>(code), tmss10_category()};
}

}  // namespace tmss10
