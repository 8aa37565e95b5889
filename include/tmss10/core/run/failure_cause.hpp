// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>

namespace tmss10 {

/// The kinds of failure that a user can tell apart, each with its own words and one exit
/// code.
enum class cause {
  name_not_found,
  no_address,
  resolver_silent,
  resolver_failed,
  no_address_of_family,
  mapped_address,
  no_interface,
  deadline_in_resolve,
  refused,
  connect_timed_out,
  network_unreachable,
  host_unreachable,
  prohibited,
  prohibited_by,
  prohibited_here,
  port_unreachable_at,
  network_unreachable_at,
  host_unreachable_at,
  hop_limit_exceeded_at,
  neighbour_silent,
  ipv6_off,
  not_for_tcp,
  source_not_here,
  source_of_other_family,
  source_is_loopback,
  interface_not_here,
  interface_down,
  interface_without_address,
  interface_not_permitted,
  source_not_on_interface,
  no_local_port,
  invalid_address,
  deadline_in_connect,
  proxy_name_not_found,
  proxy_no_address,
  proxy_resolver_silent,
  proxy_resolver_failed,
  proxy_no_address_of_family,
  proxy_refused,
  proxy_timed_out,
  proxy_unreachable,
  proxy_unreachable_at,
  proxy_needs_ipv6,
  proxy_not_for_tcp,
  deadline_in_proxy_resolve,
  deadline_in_proxy_connect,
  proxy_unauthorized,
  proxy_forbidden,
  proxy_not_found,
  proxy_redirects,
  captive_portal,
  proxy_asked_too_often,
  proxy_wants_credentials,
  proxy_wrong_credentials,
  proxy_unknown_scheme,
  proxy_user_has_colon,
  proxy_bad_gateway,
  proxy_unavailable,
  proxy_gateway_timeout,
  proxy_finds_no_name,
  proxy_invalid_target,
  proxy_target_refused,
  proxy_target_unreachable,
  proxy_overloaded,
  proxy_refuses,
  not_a_proxy,
  proxy_breaks_http,
  proxy_head_too_large,
  proxy_closed,
  proxy_silent,
  proxy_unfinished,
  deadline_in_tunnel,
  tunnel_silent,
  tunnel_unfinished,
  deadline_behind_proxy,
  tunnel_closed,
  tunnel_closed_at_once,
  proxy_in_tunnel,
  service_in_tunnel,
  silent,
  greeting_unfinished,
  closed_before_greeting,
  closed_late,
  closed_in_greeting,
  closed_at_once,
  another_service,
  another_version,
  busy,
  deadline_in_greeting,
  handshake_unanswered,
  handshake_undelivered,
  handshake_silent,
  handshake_unfinished,
  handshake_ended,
  handshake_cut,
  handshake_lost,
  handshake_broken,
  keys_differ,
  keys_differ_or_changed,
  handshake_reset,
  deadline_in_handshake,
  lost_connection,
  pings_not_answered,
  answers_lost,
  pings_not_delivered,
  large_pings_vanish,
  connection_forgotten,
  lost_with_connection,
  answers_held_up,
  answers_slow,
  deadline_in_exchange,
  no_thread,
  no_descriptor,
  local,
};

[[nodiscard]] cause cause_of(const failure& what);

/// Whether it is this machine's own: the network and the target are not to blame.
[[nodiscard]] bool is_local(cause of);

/// Whether waiting may mend what says nothing about the target: this machine does not
/// have the address for --source or the interface for --interface yet, or has lost it,
/// the interface is down or has no address, all local ports are in use, there is no
/// route, or the responder is busy.
[[nodiscard]] bool may_pass(cause of);

/// Whether it means that the target does not answer or is blocked. Not so for faults on
/// this machine (no route included), of names, of proxies that do not say that they have
/// tried, and of a responder that is busy, of another version, or has another key.
[[nodiscard]] bool says_down(cause of);

}  // namespace tmss10
