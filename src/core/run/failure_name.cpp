// SPDX-License-Identifier: MIT
#include <tmss10/core/run/failure_name.hpp>

#include <array>
#include <cstddef>

namespace tmss10 {
namespace {

struct named_cause {
  cause what = cause::local;
  std::string_view name;
};

constexpr std::array cause_names{
    named_cause{cause::name_not_found, "name_not_found"},
    named_cause{cause::no_address, "no_address"},
    named_cause{cause::resolver_silent, "resolver_silent"},
    named_cause{cause::resolver_failed, "resolver_failed"},
    named_cause{cause::no_address_of_family, "no_address_of_family"},
    named_cause{cause::mapped_address, "mapped_address"},
    named_cause{cause::no_interface, "no_interface"},
    named_cause{cause::deadline_in_resolve, "deadline_in_resolve"},
    named_cause{cause::refused, "refused"},
    named_cause{cause::connect_timed_out, "connect_timed_out"},
    named_cause{cause::network_unreachable, "network_unreachable"},
    named_cause{cause::host_unreachable, "host_unreachable"},
    named_cause{cause::prohibited, "prohibited"},
    named_cause{cause::prohibited_by, "prohibited_by"},
    named_cause{cause::prohibited_here, "prohibited_here"},
    named_cause{cause::port_unreachable_at, "port_unreachable_at"},
    named_cause{cause::network_unreachable_at, "network_unreachable_at"},
    named_cause{cause::host_unreachable_at, "host_unreachable_at"},
    named_cause{cause::hop_limit_exceeded_at, "hop_limit_exceeded_at"},
    named_cause{cause::own_hop_limit_small, "own_hop_limit_small"},
    named_cause{cause::neighbour_silent, "neighbour_silent"},
    named_cause{cause::ipv6_off, "ipv6_off"},
    named_cause{cause::not_for_tcp, "not_for_tcp"},
    named_cause{cause::source_not_here, "source_not_here"},
    named_cause{cause::source_of_other_family, "source_of_other_family"},
    named_cause{cause::source_is_loopback, "source_is_loopback"},
    named_cause{cause::interface_not_here, "interface_not_here"},
    named_cause{cause::interface_down, "interface_down"},
    named_cause{cause::interface_without_address, "interface_without_address"},
    named_cause{cause::interface_not_permitted, "interface_not_permitted"},
    named_cause{cause::source_not_on_interface, "source_not_on_interface"},
    named_cause{cause::no_local_port, "no_local_port"},
    named_cause{cause::invalid_address, "invalid_address"},
    named_cause{cause::deadline_in_connect, "deadline_in_connect"},
    named_cause{cause::proxy_name_not_found, "proxy_name_not_found"},
    named_cause{cause::proxy_no_address, "proxy_no_address"},
    named_cause{cause::proxy_resolver_silent, "proxy_resolver_silent"},
    named_cause{cause::proxy_resolver_failed, "proxy_resolver_failed"},
    named_cause{cause::proxy_no_address_of_family, "proxy_no_address_of_family"},
    named_cause{cause::proxy_refused, "proxy_refused"},
    named_cause{cause::proxy_timed_out, "proxy_timed_out"},
    named_cause{cause::proxy_unreachable, "proxy_unreachable"},
    named_cause{cause::proxy_unreachable_at, "proxy_unreachable_at"},
    named_cause{cause::proxy_needs_ipv6, "proxy_needs_ipv6"},
    named_cause{cause::proxy_not_for_tcp, "proxy_not_for_tcp"},
    named_cause{cause::deadline_in_proxy_resolve, "deadline_in_proxy_resolve"},
    named_cause{cause::deadline_in_proxy_connect, "deadline_in_proxy_connect"},
    named_cause{cause::proxy_unauthorized, "proxy_unauthorized"},
    named_cause{cause::proxy_forbidden, "proxy_forbidden"},
    named_cause{cause::proxy_not_found, "proxy_not_found"},
    named_cause{cause::proxy_redirects, "proxy_redirects"},
    named_cause{cause::captive_portal, "captive_portal"},
    named_cause{cause::proxy_asked_too_often, "proxy_asked_too_often"},
    named_cause{cause::proxy_wants_credentials, "proxy_wants_credentials"},
    named_cause{cause::proxy_wrong_credentials, "proxy_wrong_credentials"},
    named_cause{cause::proxy_unknown_scheme, "proxy_unknown_scheme"},
    named_cause{cause::proxy_user_has_colon, "proxy_user_has_colon"},
    named_cause{cause::proxy_bad_gateway, "proxy_bad_gateway"},
    named_cause{cause::proxy_unavailable, "proxy_unavailable"},
    named_cause{cause::proxy_gateway_timeout, "proxy_gateway_timeout"},
    named_cause{cause::proxy_finds_no_name, "proxy_finds_no_name"},
    named_cause{cause::proxy_invalid_target, "proxy_invalid_target"},
    named_cause{cause::proxy_target_refused, "proxy_target_refused"},
    named_cause{cause::proxy_target_unreachable, "proxy_target_unreachable"},
    named_cause{cause::proxy_overloaded, "proxy_overloaded"},
    named_cause{cause::proxy_refuses, "proxy_refuses"},
    named_cause{cause::not_a_proxy, "not_a_proxy"},
    named_cause{cause::proxy_breaks_http, "proxy_breaks_http"},
    named_cause{cause::proxy_head_too_large, "proxy_head_too_large"},
    named_cause{cause::proxy_closed, "proxy_closed"},
    named_cause{cause::proxy_silent, "proxy_silent"},
    named_cause{cause::proxy_unfinished, "proxy_unfinished"},
    named_cause{cause::deadline_in_tunnel, "deadline_in_tunnel"},
    named_cause{cause::tunnel_silent, "tunnel_silent"},
    named_cause{cause::tunnel_unfinished, "tunnel_unfinished"},
    named_cause{cause::deadline_behind_proxy, "deadline_behind_proxy"},
    named_cause{cause::tunnel_closed, "tunnel_closed"},
    named_cause{cause::tunnel_reset, "tunnel_reset"},
    named_cause{cause::tunnel_closed_at_once, "tunnel_closed_at_once"},
    named_cause{cause::tunnel_reset_at_once, "tunnel_reset_at_once"},
    named_cause{cause::proxy_in_tunnel, "proxy_in_tunnel"},
    named_cause{cause::service_in_tunnel, "service_in_tunnel"},
    named_cause{cause::silent, "silent"},
    named_cause{cause::greeting_unfinished, "greeting_unfinished"},
    named_cause{cause::closed_before_greeting, "closed_before_greeting"},
    named_cause{cause::reset_before_greeting, "reset_before_greeting"},
    named_cause{cause::closed_late, "closed_late"},
    named_cause{cause::reset_late, "reset_late"},
    named_cause{cause::closed_in_greeting, "closed_in_greeting"},
    named_cause{cause::reset_in_greeting, "reset_in_greeting"},
    named_cause{cause::closed_at_once, "closed_at_once"},
    named_cause{cause::reset_at_once, "reset_at_once"},
    named_cause{cause::another_service, "another_service"},
    named_cause{cause::another_version, "another_version"},
    named_cause{cause::busy, "busy"},
    named_cause{cause::deadline_in_greeting, "deadline_in_greeting"},
    named_cause{cause::handshake_unanswered, "handshake_unanswered"},
    named_cause{cause::handshake_undelivered, "handshake_undelivered"},
    named_cause{cause::handshake_not_sent, "handshake_not_sent"},
    named_cause{cause::handshake_silent, "handshake_silent"},
    named_cause{cause::handshake_unfinished, "handshake_unfinished"},
    named_cause{cause::handshake_ended, "handshake_ended"},
    named_cause{cause::handshake_cut, "handshake_cut"},
    named_cause{cause::handshake_lost, "handshake_lost"},
    named_cause{cause::handshake_broken, "handshake_broken"},
    named_cause{cause::keys_differ, "keys_differ"},
    named_cause{cause::keys_differ_or_changed, "keys_differ_or_changed"},
    named_cause{cause::handshake_reset, "handshake_reset"},
    named_cause{cause::deadline_in_handshake, "deadline_in_handshake"},
    named_cause{cause::lost_connection, "lost_connection"},
    named_cause{cause::pings_not_answered, "pings_not_answered"},
    named_cause{cause::answers_lost, "answers_lost"},
    named_cause{cause::pings_not_delivered, "pings_not_delivered"},
    named_cause{cause::pings_not_sent, "pings_not_sent"},
    named_cause{cause::large_pings_vanish, "large_pings_vanish"},
    named_cause{cause::connection_forgotten, "connection_forgotten"},
    named_cause{cause::lost_with_connection, "lost_with_connection"},
    named_cause{cause::answers_held_up, "answers_held_up"},
    named_cause{cause::answers_slow, "answers_slow"},
    named_cause{cause::deadline_in_exchange, "deadline_in_exchange"},
    named_cause{cause::no_thread, "no_thread"},
    named_cause{cause::no_descriptor, "no_descriptor"},
    named_cause{cause::local, "local"},
};

constexpr bool has_all_causes() {
  for (std::size_t i = 0; i < cause_names.size(); ++i) {
    if (static_cast<std::size_t>(cause_names[i].what) != i) return false;
  }
  return cause_names.back().what == cause::local;
}
static_assert(has_all_causes(), "one name for each cause, in the order of the causes");

}  // namespace

std::string_view name_of(stage where) {
  switch (where) {
    case stage::resolve: return "resolve";
    case stage::connect: return "connect";
    case stage::proxy_resolve: return "proxy_resolve";
    case stage::proxy_connect: return "proxy_connect";
    case stage::proxy_tunnel: return "proxy_tunnel";
    case stage::greeting: return "greeting";
    case stage::handshake: return "handshake";
    case stage::exchange: break;
  }
  return "exchange";
}

std::string_view name_of(cause what) {
  return cause_names[static_cast<std::size_t>(what)].name;
}

}  // namespace tmss10
