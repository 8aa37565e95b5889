// SPDX-License-Identifier: MIT
#include "proxy_cause.hpp"
#include "session_cause.hpp"
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/failure_wording.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/service_name.hpp>
#include <tmss10/core/target.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <span>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

bool is_cut_off(std::error_code error) {
  return error == std::errc::connection_reset || error == std::errc::connection_aborted ||
         error == std::errc::broken_pipe;
}

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

/// A look-up that this machine could not even begin, whoever's name it was.
bool is_local(std::error_code error) {
  return error == errc::no_thread || error == errc::no_such_interface ||
         error == std::errc::not_enough_memory || has_no_descriptor(error);
}

cause cause_in_local(std::error_code error) {
  if (error == errc::no_thread) return cause::no_thread;
  if (error == errc::no_such_interface) return cause::no_interface;
  return has_no_descriptor(error) ? cause::no_descriptor : cause::local;
}

cause cause_in_resolve(std::error_code error) {
  if (is_local(error)) return cause_in_local(error);
  if (error == errc::timed_out) return cause::resolver_silent;
  if (error == errc::name_not_found) return cause::name_not_found;
  if (error == errc::name_without_address) return cause::no_address;
  if (error == errc::no_address_of_family) return cause::no_address_of_family;
  if (error == errc::ipv4_mapped) return cause::mapped_address;
  return cause::resolver_failed;
}

cause cause_in_connect(std::error_code error) {
  if (error == errc::timed_out || error == std::errc::timed_out) {
    return cause::connect_timed_out;
  }
  if (error == std::errc::connection_refused) return cause::refused;
  // Connected, and reset before anybody looked.
  if (is_cut_off(error)) return cause::closed_before_greeting;
  if (error == std::errc::permission_denied ||
      error == std::errc::operation_not_permitted) {
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
  if (is_local(error)) return cause_in_local(error);
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
  if (direct == cause::closed_before_greeting) return cause::proxy_closed;
  if (direct == cause::ipv6_off) return cause::proxy_needs_ipv6;
  if (direct == cause::not_for_tcp) return cause::proxy_not_for_tcp;
  return words_for(direct).code == exit_code::usage ? direct : cause::proxy_unreachable;
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

cause cause_of(const failure& what) {
  if (what.error == errc::deadline_passed) return cause_of_deadline(what);
  switch (what.where) {
    case stage::resolve: return cause_in_resolve(what.error);
    case stage::connect: return cause_in_connect(what.error);
    case stage::proxy_resolve: return cause_in_proxy_resolve(what.error);
    case stage::proxy_connect: return cause_in_proxy_connect(what.error);
    case stage::proxy_tunnel: return cause_in_proxy_tunnel(what);
    case stage::greeting: return cause_in_greeting(what);
    case stage::handshake: return cause_in_handshake(what);
    case stage::exchange: break;
  }
  return cause_in_exchange(what);
}

/// "host port N", with the address when it is another text than the host; a name alone
/// while there is no address.
std::string peer_text(const std::string& host, std::uint16_t port,
                      const std::string& address, bool is_resolved) {
  auto name = printable(host);
  if (!is_resolved) return name;
  if (address.empty() || address == host) return fmt::format("{} port {}", name, port);
  return fmt::format("{} ({}) port {}", name, printable(address), port);
}

std::string subject_of(const failure& what) {
  if (!what.proxy) {
    return peer_text(what.host, what.port, what.address, what.where != stage::resolve);
  }
  return "proxy " + peer_text(what.proxy->host, what.proxy->port, what.proxy->address,
                              what.where != stage::proxy_resolve);
}

/// "eth0" of "fe80::1%eth0".
std::string zone_of(const std::string& host) {
  const auto percent = host.find('%');
  return percent == std::string::npos ? std::string() : host.substr(percent + 1);
}

bytes_view text_bytes(const std::string& text) {
  return std::as_bytes(std::span(text));
}

/// "403 Forbidden", in characters that a terminal may have.
std::string status_text(const failed_proxy& proxy) {
  constexpr std::size_t shown_bytes = 64;
  const auto reason = text_bytes(proxy.reason);
  if (reason.empty()) return std::to_string(proxy.status);
  return fmt::format("{} {}", proxy.status, escape(reason, shown_bytes));
}

/// ", Location "http://portal.example/"", in such characters, too; empty without one.
std::string location_text(const failed_proxy& proxy) {
  constexpr std::size_t shown_bytes = 256;
  if (proxy.location.empty()) return {};
  return fmt::format(", Location \"{}\"",
                     escape(text_bytes(proxy.location), shown_bytes));
}

std::string size_text(std::size_t bytes) {
  return bytes == 1 ? "1 byte" : fmt::format("{} bytes", bytes);
}

/// What was to be connected to: the target, or the proxy in its place.
const std::string& destination_of(const failure& what) {
  if (!what.proxy) return what.address.empty() ? what.host : what.address;
  return what.proxy->address.empty() ? what.proxy->host : what.proxy->address;
}

std::string fill_in(std::string_view text, const failure& what) {
  constexpr std::size_t shown_bytes = 16;
  const std::string& address = destination_of(what);
  const std::string_view service = service_name(what.first_bytes);
  const failed_proxy& proxy = what.proxy ? *what.proxy : failed_proxy{};
  const double seconds = std::chrono::duration<double>(what.waited).count();
  return fmt::format(
      fmt::runtime(text), fmt::arg("host", printable(what.host)),
      fmt::arg("port", what.port), fmt::arg("address", printable(address)),
      fmt::arg("zone", printable(zone_of(what.proxy ? proxy.host : what.host))),
      fmt::arg("source", printable(what.source)), fmt::arg("status", status_text(proxy)),
      fmt::arg("location", location_text(proxy)),
      fmt::arg("proxy", printable(what.through)),
      fmt::arg("schemes", escape(text_bytes(proxy.schemes), 64)),
      fmt::arg("seconds", fmt::format("{:.2f}", seconds)),
      fmt::arg("service", service.empty() ? "another service" : service),
      fmt::arg("count", what.first_bytes.size()),
      fmt::arg("size", size_text(what.first_bytes.size())),
      fmt::arg("bytes", escape(what.first_bytes, shown_bytes)),
      fmt::arg("error", what.error.message()));
}

/// What somebody may have meant who typed "::1:5999"; empty for other hosts.
std::string advice_on_brackets(const failure& what) {
  const bool is_of_target = what.where == stage::resolve ||
                            what.where == stage::connect ||
                            what.where == stage::proxy_tunnel;
  if (!is_of_target || what.port != default_port) return {};
  const auto meant = bracketed_reading(what.host);
  return meant ? fmt::format(" For a port after an IPv6 address, write {}.",
                             printable(*meant))
               : std::string();
}

}  // namespace

diagnosis diagnose(const failure& what) {
  const auto& words = words_for(cause_of(what));
  std::string sentence = fill_in(words.sentence, what);
  if (what.lost_before) {
    sentence =
        fmt::format("the connection was lost ({}), and could not be made again: {}",
                    what.lost_before.message(), sentence);
  }
  return {fmt::format("{}: {}", subject_of(what), sentence),
          fill_in(words.hint, what) + advice_on_brackets(what),
          what.lost_before ? exit_code::connection_lost : words.code};
}

bool says_down(const failure& what) {
  const auto found = cause_of(what);
  switch (found) {
    case cause::ipv6_off:
    case cause::not_for_tcp:
    case cause::network_unreachable:
    case cause::busy:
    case cause::another_version: return false;
    default: break;
  }
  switch (words_for(found).code) {
    case exit_code::usage:
    case exit_code::name_not_found:
    case exit_code::proxy_unreachable:
    case exit_code::keys_differ: return false;
    case exit_code::proxy_refused: return means_target_is_down(found);
    default: return true;
  }
}

bool may_pass(const failure& what) {
  switch (cause_of(what)) {
    case cause::source_not_here:
    case cause::no_local_port:
    case cause::network_unreachable:
    case cause::busy: return true;
    default: return false;
  }
}

}  // namespace tmss10
