// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exit_code.hpp>

#include <span>
#include <string_view>

namespace tmss10 {

/// The kinds of failure that a user can tell apart, each with its own words and one exit
/// code.
enum class cause {
  name_not_found,
  resolver_silent,
  resolver_failed,
  no_address_of_family,
  refused,
  connect_timed_out,
  network_unreachable,
  host_unreachable,
  prohibited,
  no_local_address,
  invalid_address,
  proxy_name_not_found,
  proxy_resolver_silent,
  proxy_resolver_failed,
  proxy_no_address_of_family,
  proxy_refused,
  proxy_timed_out,
  proxy_unreachable,
  proxy_unauthorized,
  proxy_forbidden,
  proxy_not_found,
  proxy_wants_credentials,
  proxy_wrong_credentials,
  proxy_unknown_scheme,
  proxy_user_has_colon,
  proxy_bad_gateway,
  proxy_unavailable,
  proxy_gateway_timeout,
  proxy_refuses,
  not_a_proxy,
  proxy_head_too_large,
  proxy_closed,
  proxy_silent,
  silent,
  closed_before_greeting,
  closed_at_once,
  another_service,
  another_version,
  busy,
  handshake_unanswered,
  handshake_undelivered,
  handshake_silent,
  keys_differ,
  handshake_reset,
  broken_session,
  lost_connection,
  pings_not_answered,
  answers_lost,
  pings_not_delivered,
  large_pings_vanish,
  local,
};

/// What is said of a cause. The sentence goes on from the name of the peer or of the
/// proxy. Filled in are {host}, {port} and {address} of the target, {seconds}, {service},
/// {bytes}, {status} and {schemes} of a proxy, and {error}, the message of the code.
struct wording {
  cause what = cause::local;
  exit_code code = exit_code::usage;
  std::string_view sentence;
  std::string_view hint;
};

/// The words of every cause, in the order of the causes. docs/failures.md shows them.
[[nodiscard]] std::span<const wording> failure_wordings();

[[nodiscard]] const wording& words_for(cause what);

}  // namespace tmss10
