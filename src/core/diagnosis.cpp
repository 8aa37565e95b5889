// SPDX-License-Identifier: MIT
#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/errc.hpp>
#include <tmss10/core/failure_wording.hpp>
#include <tmss10/core/safe_text.hpp>
#include <tmss10/core/service_name.hpp>

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

cause cause_in_resolve(std::error_code error) {
  if (error == errc::timed_out) return cause::resolver_silent;
  if (error == errc::name_not_found) return cause::name_not_found;
  if (error == errc::no_address_of_family) return cause::no_address_of_family;
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
  if (error == std::errc::address_not_available ||
      error == std::errc::address_family_not_supported) {
    return cause::no_local_address;
  }
  if (error == std::errc::invalid_argument) return cause::invalid_address;
  if (error == std::errc::host_unreachable || is_host_down(error)) {
    return cause::host_unreachable;
  }
  if (error == std::errc::network_unreachable || error == std::errc::network_down) {
    return cause::network_unreachable;
  }
  return cause::local;
}

cause cause_in_proxy_resolve(std::error_code error) {
  if (error == errc::timed_out) return cause::proxy_resolver_silent;
  if (error == errc::name_not_found) return cause::proxy_name_not_found;
  if (error == errc::no_address_of_family) return cause::proxy_no_address_of_family;
  return cause::proxy_resolver_failed;
}

cause cause_in_proxy_connect(std::error_code error) {
  const cause direct = cause_in_connect(error);
  if (direct == cause::refused) return cause::proxy_refused;
  if (direct == cause::connect_timed_out) return cause::proxy_timed_out;
  if (direct == cause::closed_before_greeting) return cause::proxy_closed;
  if (direct == cause::no_local_address || direct == cause::invalid_address ||
      direct == cause::local) {
    return direct;
  }
  return cause::proxy_unreachable;
}

cause cause_of_status(int status) {
  switch (status) {
    case 401: return cause::proxy_unauthorized;
    case 403: return cause::proxy_forbidden;
    case 400:
    case 404:
    case 405:
    case 501: return cause::proxy_not_found;
    case 500:
    case 502: return cause::proxy_bad_gateway;
    case 503: return cause::proxy_unavailable;
    case 504: return cause::proxy_gateway_timeout;
    default: return cause::proxy_refuses;
  }
}

cause cause_in_tunnel(std::error_code error, int status) {
  if (error == errc::timed_out || error == std::errc::timed_out) {
    return cause::proxy_silent;
  }
  if (error == errc::proxy_refused_tunnel) return cause_of_status(status);
  if (error == errc::proxy_wants_credentials) return cause::proxy_wants_credentials;
  if (error == errc::proxy_wrong_credentials) return cause::proxy_wrong_credentials;
  if (error == errc::proxy_unknown_scheme) return cause::proxy_unknown_scheme;
  if (error == errc::proxy_user_has_colon) return cause::proxy_user_has_colon;
  if (error == errc::not_http) return cause::not_a_proxy;
  if (error == errc::http_head_too_large) return cause::proxy_head_too_large;
  return cause::proxy_closed;
}

cause cause_in_greeting(std::error_code error) {
  if (error == errc::timed_out) return cause::silent;
  if (error == errc::busy) return cause::busy;
  if (error == errc::not_a_greeting) return cause::another_service;
  if (error == errc::unsupported_version || error == errc::undefined_status) {
    return cause::another_version;
  }
  if (error == errc::closed_at_once) return cause::closed_at_once;
  return cause::closed_before_greeting;
}

bool breaks_the_format(std::error_code error) {
  return error == errc::bad_handshake_length || error == errc::bad_message_length ||
         error == errc::authentication_failed || error == errc::unasked_response ||
         error == errc::counter_exhausted;
}

cause cause_in_handshake(const failure& what) {
  if (what.error == errc::keys_differ) return cause::keys_differ;
  if (what.error == errc::handshake_reset) return cause::handshake_reset;
  if (what.error == errc::timed_out) {
    if (what.seen == stall::unknown) return cause::handshake_unanswered;
    return what.seen == stall::not_answered ? cause::handshake_silent
                                            : cause::handshake_undelivered;
  }
  return breaks_the_format(what.error) ? cause::broken_session : cause::lost_connection;
}

cause cause_in_exchange(const failure& what) {
  switch (what.seen) {
    case stall::not_answered: return cause::pings_not_answered;
    case stall::answer_lost: return cause::answers_lost;
    case stall::not_delivered: return cause::pings_not_delivered;
    case stall::large_vanish: return cause::large_pings_vanish;
    case stall::unknown: break;
  }
  return breaks_the_format(what.error) ? cause::broken_session : cause::lost_connection;
}

cause cause_of(const failure& what) {
  switch (what.where) {
    case stage::resolve: return cause_in_resolve(what.error);
    case stage::connect: return cause_in_connect(what.error);
    case stage::proxy_resolve: return cause_in_proxy_resolve(what.error);
    case stage::proxy_connect: return cause_in_proxy_connect(what.error);
    case stage::proxy_tunnel:
      return cause_in_tunnel(what.error, what.proxy ? what.proxy->status : 0);
    case stage::greeting: return cause_in_greeting(what.error);
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

std::string fill_in(std::string_view text, const failure& what) {
  constexpr std::size_t shown_bytes = 16;
  const std::string& address = what.address.empty() ? what.host : what.address;
  const std::string_view service = service_name(what.first_bytes);
  const failed_proxy& proxy = what.proxy ? *what.proxy : failed_proxy{};
  const double seconds = std::chrono::duration<double>(what.waited).count();
  return fmt::format(fmt::runtime(text), fmt::arg("host", printable(what.host)),
                     fmt::arg("port", what.port), fmt::arg("address", printable(address)),
                     fmt::arg("status", status_text(proxy)),
                     fmt::arg("schemes", escape(text_bytes(proxy.schemes), 64)),
                     fmt::arg("seconds", fmt::format("{:.2f}", seconds)),
                     fmt::arg("service", service.empty() ? "another service" : service),
                     fmt::arg("bytes", escape(what.first_bytes, shown_bytes)),
                     fmt::arg("error", what.error.message()));
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
  return {fmt::format("{}: {}", subject_of(what), sentence), fill_in(words.hint, what),
          what.lost_before ? exit_code::connection_lost : words.code};
}

}  // namespace tmss10
