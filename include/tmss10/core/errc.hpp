// SPDX-License-Identifier: MIT
#pragma once

#include <tl/expected.hpp>

#include <system_error>

namespace tmss10 {

/// Every failure that is ours. The system's own (refused, reset, no such file…) keep
/// their std::errc.
enum class errc {
  // Greeting
  not_a_greeting = 1,
  unsupported_version,
  undefined_status,
  busy,
  closed_before_greeting,
  closed_at_once,
  // Handshake and sealed messages
  bad_handshake_length,
  bad_message_length,
  authentication_failed,
  keys_differ,
  handshake_reset,
  counter_exhausted,
  // How a connection ended
  closed_by_peer,
  ended_without_close,
  unasked_response,
  too_many_unanswered,
  peer_reads_nothing,
  path_went_dead,
  // gzip
  gzip_truncated,
  gzip_corrupt,
  gzip_trailing_bytes,
  gzip_too_large,
  // Packets
  packet_truncated,
  unknown_function,
  bad_request_fields,
  answered_unknown_function,
  answered_bad_request,
  answered_too_large,
  answered_undefined,
  payload_in_refusal,
  wrong_echo,
  // Key file
  key_wrong_length,
  key_not_hex,
  key_all_zero,
  // Target
  host_empty,
  host_malformed,
  port_malformed,
  // Names
  name_not_found,
  resolver_failed,
  no_address_of_family,
  // HTTP proxy
  not_http,
  http_head_too_large,
  proxy_refused_tunnel,
  proxy_wants_credentials,
  proxy_wrong_credentials,
  proxy_unknown_scheme,
  proxy_user_has_colon,
  proxy_scheme_unsupported,
  proxy_url_malformed,
  proxy_credentials_malformed,
  // Waits
  timed_out,
  idle,
  gave_way,
  stopped,
};

/// A value, or the reason why there is none.
template <typename T>
using result = tl::expected<T, std::error_code>;

[[nodiscard]] const std::error_category& tmss10_category() noexcept;
[[nodiscard]] std::error_code make_error_code(errc code) noexcept;

/// For `return failed(errc::busy);` in a function that returns a result.
[[nodiscard]] inline tl::unexpected<std::error_code> failed(std::error_code error) {
  return tl::unexpected(error);
}

}  // namespace tmss10

template <>
struct std::is_error_code_enum<tmss10::errc> : std::true_type {};
