// SPDX-License-Identifier: MIT
#include <tmss10/core/base/errc.hpp>

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
    {errc::undefined_status, "the greeting has an undefined status"},
    {errc::busy, "the responder is busy: its connection limit is reached"},
    {errc::closed_before_greeting, "the connection was closed before a greeting"},
    {errc::reset_before_greeting, "the connection was reset before a greeting"},
    {errc::closed_at_once, "the connection was closed at once"},
    {errc::reset_at_once, "the connection was reset at once"},
    {errc::bad_handshake_length, "a handshake message has an invalid length"},
    {errc::bad_message_length, "a message has an invalid length"},
    {errc::authentication_failed, "a message failed to authenticate"},
    {errc::keys_differ, "the keys differ"},
    {errc::handshake_reset, "the handshake was answered by a reset"},
    {errc::handshake_ended, "the connection ended without an answer to the handshake"},
    {errc::counter_exhausted, "the message counter is used up"},
    {errc::closed_by_peer, "the peer closed the session"},
    {errc::ended_without_close, "the connection ended without a close message"},
    {errc::unasked_response, "a response arrived that was not requested"},
    {errc::too_many_unanswered, "too many pings are unanswered"},
    {errc::peer_reads_nothing, "the peer no longer reads"},
    {errc::path_went_dead,
     "nothing gets through on it any longer, but a new connection works"},
    {errc::gzip_truncated, "the gzip body is cut short"},
    {errc::gzip_corrupt, "the gzip body is corrupt"},
    {errc::gzip_trailing_bytes, "bytes follow the gzip member"},
    {errc::gzip_too_large, "the gzip body expands beyond the limit"},
    {errc::packet_truncated, "the packet is shorter than its header"},
    {errc::unknown_function, "the request has an unknown function"},
    {errc::bad_request_fields, "the request's flags or optargs are not 0"},
    {errc::payload_not_empty, "the request has a payload, and its function takes none"},
    {errc::answered_unknown_function, "the responder answered: unknown function"},
    {errc::answered_bad_request, "the responder answered: bad request"},
    {errc::answered_too_large, "the responder answered: too large"},
    {errc::answered_undefined, "the responder answered with an undefined code"},
    {errc::payload_in_refusal, "a refusal carries a payload"},
    {errc::wrong_echo, "the reply does not echo what was sent"},
    {errc::observation_too_large, "the answer to Observe is larger than allowed"},
    {errc::observation_malformed, "the answer to Observe is not what it has to be"},
    {errc::file_is_fifo, "it is a FIFO, not a regular file"},
    {errc::fifo_without_reader, "it is a FIFO, and nobody reads it"},
    {errc::file_is_device, "it is a device, not a regular file"},
    {errc::file_not_regular, "it is not a regular file"},
    {errc::file_is_link, "it is a symbolic link"},
    {errc::file_has_other_names, "it has another name, a hard link"},
    {errc::file_of_another_user, "it belongs to another user"},
    {errc::key_wrong_length, "a key is 64 hex digits, and nothing else"},
    {errc::key_not_hex, "the key contains a character that is not a hex digit"},
    {errc::key_all_zero, "the key is all zero"},
    {errc::host_empty, "the host is empty"},
    {errc::host_malformed, "that is not a host name or an address"},
    {errc::port_malformed, "a port is a whole number from 1 to 65535"},
    {errc::number_alone, "a number alone is not a host"},
    {errc::octal_address,
     "a number with a leading zero is octal to some programs and decimal to others; "
     "leave the zero out"},
    {errc::ipv6_malformed,
     "only an IPv6 address contains more than one colon, and this is not a valid one"},
    {errc::brackets_without_ipv6, "brackets are for IPv6 addresses"},
    {errc::range_notation,
     "in a range, an IPv4 address is four decimal numbers from 0 to 255, as in "
     "192.0.2.0/28"},
    {errc::range_prefix_malformed,
     "a prefix length is a whole number, up to 32 for IPv4 and up to 128 for IPv6"},
    {errc::range_end_malformed,
     "after the dash comes the last number, from 0 to 255, or a whole address, as in "
     "192.0.2.10-20"},
    {errc::range_reversed, "the range ends before it begins"},
    {errc::range_of_ipv6_without_prefix,
     "a range of IPv6 addresses is written as a prefix, as in 2001:db8::/120"},
    {errc::range_too_large,
     "a range is of at most 65,536 addresses: a prefix length of at least 16 for IPv4, "
     "112 for IPv6"},
    {errc::name_not_found, "the name was not found"},
    {errc::name_without_address, "the name has no address"},
    {errc::resolver_failed, "the name could not be looked up"},
    {errc::no_address_of_family, "the name has no address of that family"},
    {errc::ipv4_mapped, "an IPv4-mapped address is an IPv4 address"},
    {errc::no_such_interface, "there is no such network interface"},
    {errc::zone_missing, "a link-local address needs its zone, as in fe80::1%eth0"},
    {errc::no_thread, "the system started no thread for the look-up"},
    {errc::name_not_convertible,
     "the name can't be converted to the ASCII form that name servers use (IDNA)"},
    {errc::no_name_conversion,
     "an international name needs libidn2, which could not be loaded; give the name's "
     "form that begins with xn--"},
    {errc::address_not_ascii, "an address is written in ASCII digits and dots"},
    {errc::address_not_admitted, "none of its addresses may be connected to"},
    {errc::multicast_address, "TCP can't connect to a multicast address"},
    {errc::broadcast_address, "TCP can't connect to a broadcast address"},
    {errc::ipv6_off, "IPv6 is disabled on this machine"},
    {errc::no_local_port, "no local port is free"},
    {errc::source_not_here, "the source address is not one of this machine's"},
    {errc::source_of_other_family, "the source address is of another family"},
    {errc::source_is_loopback,
     "the source address is a loopback address, which reaches this machine only"},
    {errc::interface_not_here, "this machine has no network interface of that name"},
    {errc::interface_down, "the network interface is down"},
    {errc::interface_without_address,
     "the network interface has no address of that family"},
    {errc::interface_not_permitted,
     "the system does not permit a choice of the network interface"},
    {errc::prohibited, "administratively prohibited"},
    {errc::hop_limit_exceeded, "hop limit exceeded"},
    {errc::source_not_on_interface,
     "the source address is not one of the network interface"},
    {errc::not_http, "that is not the answer of an HTTP proxy"},
    {errc::http_version_unknown, "its version is neither 1.0 nor 1.1"},
    {errc::http_status_malformed, "its first line is not a status line"},
    {errc::http_control_character, "its head contains a control character"},
    {errc::http_head_too_large, "the head of the HTTP reply is too large"},
    {errc::proxy_refused_tunnel, "the proxy refuses the tunnel"},
    {errc::proxy_wants_credentials, "the proxy requires a user name and a password"},
    {errc::proxy_wrong_credentials, "the proxy rejects these credentials"},
    {errc::proxy_unknown_scheme,
     "the proxy requires an authentication scheme that is not supported"},
    {errc::proxy_user_has_colon,
     "Basic authentication cannot send a user name with a colon"},
    {errc::proxy_scheme_unsupported, "only http:// proxies are supported"},
    {errc::proxy_address_unbracketed,
     "write an IPv6 address in brackets, as in http://[::1]:3128"},
    {errc::proxy_url_malformed,
     "a proxy is [http://][user[:password]@]host[:port], with %XX for special "
     "characters in user and password"},
    {errc::proxy_header_malformed, "a header is Name: value, without control characters"},
    {errc::proxy_header_reserved, "the program sets that header itself"},
    {errc::proxy_credentials_malformed,
     "credentials are one line, user:password, and nothing else"},
    {errc::timed_out, "no answer in time"},
    {errc::deadline_passed, "the deadline expired"},
    {errc::idle, "idle for too long"},
    {errc::gave_way, "closed to make room for another connection"},
    {errc::stopped, "stopped"},
};

const char* text_of(errc code) {
  const auto* const found =
      std::find_if(std::begin(texts), std::end(texts),
                   [code](const error_text& row) { return row.code == code; });
  return found != std::end(texts) ? found->text : "an undefined error";
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
