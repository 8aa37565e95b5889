// SPDX-License-Identifier: MIT
#include "proxy_cause.hpp"
#include "session_cause.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/run/failure_cause.hpp>

#include <cerrno>
#include <system_error>

namespace tmss10 {
namespace {

/// macOS and BSD say so of a host on the local network that does not answer ARP.
bool is_host_down([[maybe_unused]] std::error_code error) {
#ifdef EHOSTDOWN
  return error == std::error_code(EHOSTDOWN, std::system_category());
#else
  return false;
#endif
}

bool has_no_descriptor(std::error_code error) {
  return error == std::errc::too_many_files_open ||
         error == std::errc::too_many_files_open_in_system;
}

/// Whether this machine could not even begin the look-up, whatever the name.
bool kept_from_beginning(std::error_code error) {
  return error == errc::no_thread || error == errc::no_such_interface ||
         error == std::errc::not_enough_memory || has_no_descriptor(error);
}

cause cause_in_local(std::error_code error) {
  if (error == errc::no_thread) return cause::no_thread;
  if (error == errc::no_such_interface) return cause::no_interface;
  return has_no_descriptor(error) ? cause::no_descriptor : cause::local;
}

cause cause_in_resolve(std::error_code error) {
  if (kept_from_beginning(error)) return cause_in_local(error);
  if (error == errc::timed_out) return cause::resolver_silent;
  if (error == errc::name_not_found) return cause::name_not_found;
  if (error == errc::name_without_address) return cause::no_address;
  if (error == errc::no_address_of_family) return cause::no_address_of_family;
  if (error == errc::ipv4_mapped) return cause::mapped_address;
  return cause::resolver_failed;
}

bool is_of_interface(std::error_code error) {
  return error == errc::interface_not_here || error == errc::interface_down ||
         error == errc::interface_without_address ||
         error == errc::interface_not_permitted || error == errc::source_not_on_interface;
}

cause cause_in_interface(std::error_code error) {
  if (error == errc::interface_not_here) return cause::interface_not_here;
  if (error == errc::interface_down) return cause::interface_down;
  if (error == errc::interface_without_address) return cause::interface_without_address;
  if (error == errc::interface_not_permitted) return cause::interface_not_permitted;
  return cause::source_not_on_interface;
}

/// Whoever sent an ICMP error says more than the system's code does: over IPv4, that of a
/// firewall is the one of a missing host.
cause cause_of_icmp(const icmp_error& what) {
  const bool here = what.is_from_here;
  switch (meaning_of(what)) {
    case icmp_meaning::network_unreachable:
      return here ? cause::prohibited_here : cause::network_unreachable_at;
    case icmp_meaning::port_unreachable:
      return here ? cause::prohibited_here : cause::port_unreachable_at;
    case icmp_meaning::prohibited:
      return here ? cause::prohibited_here : cause::prohibited_by;
    case icmp_meaning::host_unreachable:
      if (is_neighbour_silence(what)) return cause::neighbour_silent;
      return here ? cause::prohibited_here : cause::host_unreachable_at;
    case icmp_meaning::hop_limit_exceeded:
      return has_small_hop_limit(what) ? cause::own_hop_limit_small
                                       : cause::hop_limit_exceeded_at;
    case icmp_meaning::other: break;
  }
  return cause::host_unreachable_at;
}

cause cause_in_connect(std::error_code error) {
  if (error == errc::timed_out || error == std::errc::timed_out) {
    return cause::connect_timed_out;
  }
  if (error == std::errc::connection_refused) return cause::refused;
  // Connected, and reset before anybody looked.
  if (is_reset(error)) return cause::reset_before_greeting;
  if (error == std::errc::permission_denied ||
      error == std::errc::operation_not_permitted || error == errc::prohibited) {
    return cause::prohibited;
  }
  if (error == errc::ipv6_off || error == std::errc::address_family_not_supported) {
    return cause::ipv6_off;
  }
  if (error == errc::multicast_address || error == errc::broadcast_address) {
    return cause::not_for_tcp;
  }
  if (error == errc::source_not_here) return cause::source_not_here;
  if (error == errc::source_of_other_family) return cause::source_of_other_family;
  if (error == errc::source_is_loopback) return cause::source_is_loopback;
  if (is_of_interface(error)) return cause_in_interface(error);
  if (error == errc::no_local_port || error == std::errc::address_not_available) {
    return cause::no_local_port;
  }
  if (error == std::errc::invalid_argument) return cause::invalid_address;
  if (error == std::errc::host_unreachable || is_host_down(error)) {
    return cause::host_unreachable;
  }
  if (error == std::errc::network_unreachable || error == std::errc::network_down) {
    return cause::network_unreachable;
  }
  return cause_in_local(error);
}

cause cause_in_proxy_resolve(std::error_code error) {
  if (kept_from_beginning(error)) return cause_in_local(error);
  if (error == errc::timed_out) return cause::proxy_resolver_silent;
  if (error == errc::name_not_found) return cause::proxy_name_not_found;
  if (error == errc::name_without_address) return cause::proxy_no_address;
  if (error == errc::no_address_of_family || error == errc::ipv4_mapped) {
    return cause::proxy_no_address_of_family;
  }
  return cause::proxy_resolver_failed;
}

cause cause_in_proxy_connect(std::error_code error) {
  const cause direct = cause_in_connect(error);
  if (direct == cause::refused) return cause::proxy_refused;
  if (direct == cause::connect_timed_out) return cause::proxy_timed_out;
  if (direct == cause::reset_before_greeting) return cause::proxy_closed;
  if (direct == cause::ipv6_off) return cause::proxy_needs_ipv6;
  if (direct == cause::not_for_tcp) return cause::proxy_not_for_tcp;
  return is_local(direct) ? direct : cause::proxy_unreachable;
}

cause cause_of_icmp_for_proxy(const icmp_error& what) {
  return what.is_from_here ? cause::proxy_unreachable : cause::proxy_unreachable_at;
}

cause cause_of_deadline(const failure& what) {
  switch (what.where) {
    case stage::resolve: return cause::deadline_in_resolve;
    case stage::connect: return cause::deadline_in_connect;
    case stage::proxy_resolve: return cause::deadline_in_proxy_resolve;
    case stage::proxy_connect: return cause::deadline_in_proxy_connect;
    case stage::proxy_tunnel: return cause::deadline_in_tunnel;
    case stage::greeting:
      return what.through.empty() ? cause::deadline_in_greeting
                                  : cause::deadline_behind_proxy;
    case stage::handshake: return cause::deadline_in_handshake;
    case stage::exchange: break;
  }
  return cause::deadline_in_exchange;
}

cause cause_in_proxy_tunnel(const failure& what) {
  const auto out = cause_in_tunnel(what.error, what.proxy.value_or(failed_proxy{}));
  const bool has_begun = out == cause::proxy_silent && !what.first_bytes.empty();
  return has_begun ? cause::proxy_unfinished : out;
}

/// Whether a proxy that has tried means that the target is down.
bool proxy_says_down(cause of) {
  switch (of) {
    case cause::proxy_bad_gateway:
    case cause::proxy_unavailable:
    case cause::proxy_gateway_timeout:
    case cause::proxy_target_refused:
    case cause::proxy_target_unreachable:
    case cause::tunnel_silent:
    case cause::tunnel_unfinished:
    case cause::tunnel_closed:
    case cause::tunnel_reset:
    case cause::tunnel_closed_at_once:
    case cause::tunnel_reset_at_once:
    case cause::deadline_behind_proxy:
    case cause::proxy_in_tunnel:
    case cause::service_in_tunnel: return true;
    default: return false;
  }
}

}  // namespace

cause cause_of(const failure& what) {
  if (what.error == errc::deadline_passed) return cause_of_deadline(what);
  switch (what.where) {
    case stage::resolve: return cause_in_resolve(what.error);
    case stage::connect:
      return what.icmp ? cause_of_icmp(*what.icmp) : cause_in_connect(what.error);
    case stage::proxy_resolve: return cause_in_proxy_resolve(what.error);
    case stage::proxy_connect:
      return what.icmp ? cause_of_icmp_for_proxy(*what.icmp)
                       : cause_in_proxy_connect(what.error);
    case stage::proxy_tunnel: return cause_in_proxy_tunnel(what);
    case stage::greeting: return cause_in_greeting(what);
    case stage::handshake: return cause_in_handshake(what);
    case stage::exchange: break;
  }
  return cause_in_exchange(what);
}

bool is_local(cause of) {
  switch (of) {
    case cause::no_interface:
    case cause::source_not_here:
    case cause::source_of_other_family:
    case cause::source_is_loopback:
    case cause::interface_not_here:
    case cause::interface_down:
    case cause::interface_without_address:
    case cause::interface_not_permitted:
    case cause::source_not_on_interface:
    case cause::no_local_port:
    case cause::invalid_address:
    case cause::no_thread:
    case cause::no_descriptor:
    case cause::local: return true;
    default: return false;
  }
}

bool may_pass(cause of) {
  switch (of) {
    case cause::source_not_here:
    case cause::interface_not_here:
    case cause::interface_down:
    case cause::interface_without_address:
    case cause::source_not_on_interface:
    case cause::no_local_port:
    case cause::network_unreachable:
    case cause::busy: return true;
    default: return false;
  }
}

bool says_down(cause of) {
  switch (of) {
    case cause::refused:
    case cause::connect_timed_out:
    case cause::host_unreachable:
    case cause::prohibited:
    case cause::prohibited_by:
    case cause::port_unreachable_at:
    case cause::network_unreachable_at:
    case cause::host_unreachable_at:
    case cause::hop_limit_exceeded_at:
    case cause::own_hop_limit_small:
    case cause::neighbour_silent:
    case cause::deadline_in_connect:
    // Connected, but no responder.
    case cause::silent:
    case cause::greeting_unfinished:
    case cause::closed_before_greeting:
    case cause::reset_before_greeting:
    case cause::closed_late:
    case cause::reset_late:
    case cause::closed_in_greeting:
    case cause::reset_in_greeting:
    case cause::closed_at_once:
    case cause::reset_at_once:
    case cause::another_service:
    case cause::deadline_in_greeting:
    case cause::handshake_unanswered:
    case cause::handshake_undelivered:
    case cause::handshake_not_sent:
    case cause::handshake_silent:
    case cause::handshake_unfinished:
    case cause::handshake_ended:
    case cause::handshake_cut:
    case cause::handshake_lost:
    case cause::handshake_broken:
    case cause::deadline_in_handshake:
    // It answers no more.
    case cause::lost_connection:
    case cause::pings_not_answered:
    case cause::answers_lost:
    case cause::pings_not_delivered:
    case cause::pings_not_sent:
    case cause::large_pings_vanish:
    case cause::connection_forgotten:
    case cause::lost_with_connection:
    case cause::answers_held_up:
    case cause::answers_slow:
    case cause::deadline_in_exchange: return true;
    default: return proxy_says_down(of);
  }
}

}  // namespace tmss10
