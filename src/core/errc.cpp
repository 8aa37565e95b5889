// SPDX-License-Identifier: MIT
#include <tmss10/core/errc.hpp>

#include <algorithm>
#include <iterator>
#include <string>

namespace tmss10 {
namespace {

struct error_text {
  errc code;
  const char* text;
};

constexpr error_text texts[] = {
    {errc::not_a_greeting, "the peer's first bytes are not a TMSS10 greeting"},
    {errc::unsupported_version, "the responder speaks another version"},
    {errc::undefined_status, "the greeting has a status that no document defines"},
    {errc::busy, "the responder is busy: its connection limit is reached"},
    {errc::closed_before_greeting, "the connection was closed before a greeting"},
    {errc::closed_at_once, "the connection was closed at once"},
    {errc::bad_handshake_length, "a handshake message has a length that cannot be"},
    {errc::bad_message_length, "a message has a length that cannot be"},
    {errc::authentication_failed, "a message failed to authenticate"},
    {errc::keys_differ, "the keys differ"},
    {errc::handshake_reset, "the handshake was answered by a reset"},
    {errc::counter_exhausted, "the message counter is used up"},
    {errc::closed_by_peer, "the peer closed the session"},
    {errc::ended_without_close, "the connection ended without a close message"},
    {errc::unasked_response, "a response came that nobody asked for"},
    {errc::too_many_unanswered, "too many pings are unanswered"},
    {errc::peer_reads_nothing, "the peer reads nothing any more"},
    {errc::path_went_dead,
     "nothing gets through on it any more, but a new connection works"},
    {errc::gzip_truncated, "the gzip body is cut short"},
    {errc::gzip_corrupt, "the gzip body is corrupt"},
    {errc::gzip_trailing_bytes, "bytes follow the gzip member"},
    {errc::gzip_too_large, "the gzip body expands beyond the limit"},
    {errc::packet_truncated, "the packet is shorter than its header"},
    {errc::unknown_function, "the request has an unknown function"},
    {errc::bad_request_fields, "the request's flags or optargs are not 0"},
    {errc::answered_unknown_function, "the responder answered: unknown function"},
    {errc::answered_bad_request, "the responder answered: bad request"},
    {errc::answered_too_large, "the responder answered: too large"},
    {errc::answered_undefined,
     "the responder answered with a code that no document defines"},
    {errc::payload_in_refusal, "a refusal carries a payload"},
    {errc::wrong_echo, "the reply does not echo what was sent"},
    {errc::key_wrong_length, "a key is 64 hex digits, and nothing else"},
    {errc::key_not_hex, "the key has a character that is not a hex digit"},
    {errc::key_all_zero, "the key is all zero"},
    {errc::host_empty, "the host is empty"},
    {errc::host_malformed, "that is not a host name or an address"},
    {errc::port_malformed, "a port is a whole number from 1 to 65535"},
    {errc::name_not_found, "the name was not found"},
    {errc::resolver_failed, "the name could not be looked up"},
    {errc::no_address_of_family, "the name has no address of that family"},
    {errc::not_http, "that is not the answer of an HTTP proxy"},
    {errc::http_head_too_large, "the head of the HTTP reply is too large"},
    {errc::proxy_refused_tunnel, "the proxy refuses the tunnel"},
    {errc::proxy_wants_credentials, "the proxy wants a user name and a password"},
    {errc::proxy_wrong_credentials, "the proxy refuses these credentials"},
    {errc::proxy_unknown_scheme,
     "the proxy wants an authentication scheme that is not supported"},
    {errc::proxy_user_has_colon,
     "Basic authentication cannot send a user name with a colon"},
    {errc::proxy_scheme_unsupported, "only http:// proxies are supported"},
    {errc::proxy_url_malformed,
     "a proxy is [http://][user[:password]@]host[:port], with %XX for special "
     "characters in user and password"},
    {errc::proxy_credentials_malformed,
     "proxy credentials are one line, user:password, and nothing else"},
    {errc::timed_out, "no answer in time"},
    {errc::idle, "nothing was asked for too long"},
    {errc::gave_way, "ended to make room for another connection"},
    {errc::stopped, "stopped"},
};

const char* text_of(errc code) {
  const auto* const found =
      std::find_if(std::begin(texts), std::end(texts),
                   [code](const error_text& row) { return row.code == code; });
  return found != std::end(texts) ? found->text : "an error that no document defines";
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
