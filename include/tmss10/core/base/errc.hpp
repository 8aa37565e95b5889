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
  reset_before_greeting,
  closed_at_once,
  reset_at_once,
  // Handshake and sealed messages
  bad_handshake_length,
  bad_message_length,
  authentication_failed,
  keys_differ,
  handshake_reset,
  handshake_ended,
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
  payload_not_empty,
  answered_unknown_function,
  answered_bad_request,
  answered_too_large,
  answered_undefined,
  payload_in_refusal,
  wrong_echo,
  observation_too_large,
  observation_malformed,
  // Files
  file_is_fifo,
  fifo_without_reader,
  file_is_device,
  file_not_regular,
  file_is_link,
  file_has_other_names,
  file_of_another_user,
  // Key file
  key_wrong_length,
  key_not_hex,
  key_all_zero,
  // Target
  host_empty,
  host_malformed,
  port_malformed,
  number_alone,
  octal_address,
  ipv6_malformed,
  brackets_without_ipv6,
  // Ranges of addresses
  range_notation,
  range_prefix_malformed,
  range_end_malformed,
  range_reversed,
  range_of_ipv6_without_prefix,
  range_too_large,
  // Names
  name_not_found,
  name_without_address,
  resolver_failed,
  no_address_of_family,
  ipv4_mapped,
  no_such_interface,
  zone_missing,
  no_thread,
  name_not_convertible,
  no_name_conversion,
  address_not_ascii,
  address_not_admitted,
  // Connecting
  multicast_address,
  broadcast_address,
  ipv6_off,
  no_local_port,
  source_not_here,
  source_of_other_family,
  source_is_loopback,
  interface_not_here,
  interface_down,
  interface_without_address,
  interface_not_permitted,
  source_not_on_interface,
  prohibited,
  hop_limit_exceeded,
  // HTTP proxy
  not_http,
  http_version_unknown,
  http_status_malformed,
  http_control_character,
  http_head_too_large,
  proxy_refused_tunnel,
  proxy_wants_credentials,
  proxy_wrong_credentials,
  proxy_unknown_scheme,
  proxy_user_has_colon,
  proxy_scheme_unsupported,
  proxy_address_unbracketed,
  proxy_url_malformed,
  proxy_header_malformed,
  proxy_header_reserved,
  proxy_credentials_malformed,
  // Waits
  timed_out,
  deadline_passed,
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
