// SPDX-License-Identifier: MIT
#include "proxy_cause.hpp"

#include "session_cause.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/wire/service_name.hpp>

#include <string_view>

namespace tmss10 {
namespace {

/// Whether a browser may be sent there without harm: a page, on the proxy itself or
/// elsewhere, or not said where.
bool is_page(std::string_view location) {
  const auto begin = lower_case(location.substr(0, std::string_view("https://").size()));
  return begin.empty() || begin.front() == '/' || begin.starts_with("http://") ||
         begin.starts_with("https://");
}

cause cause_of_status(int status, std::string_view location) {
  switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308: return is_page(location) ? cause::proxy_redirects : cause::proxy_refuses;
    case 401: return cause::proxy_unauthorized;
    case 403: return cause::proxy_forbidden;
    case 400:
    case 404:
    case 405:
    case 501: return cause::proxy_not_found;
    case 429: return cause::proxy_asked_too_often;
    case 500:
    case 502: return cause::proxy_bad_gateway;
    case 503: return cause::proxy_unavailable;
    case 504: return cause::proxy_gateway_timeout;
    case 511: return cause::captive_portal;  // RFC 6585, section 6
    default: return cause::proxy_refuses;
  }
}

/// Some proxies say more than a status does.
cause cause_of_refusal(const failed_proxy& proxy) {
  switch (proxy.why) {
    case tunnel_refusal::forbidden: return cause::proxy_forbidden;
    case tunnel_refusal::name_not_found: return cause::proxy_finds_no_name;
    case tunnel_refusal::invalid_target: return cause::proxy_invalid_target;
    case tunnel_refusal::target_refused: return cause::proxy_target_refused;
    case tunnel_refusal::target_silent: return cause::proxy_gateway_timeout;
    case tunnel_refusal::target_unreachable: return cause::proxy_target_unreachable;
    case tunnel_refusal::not_connected: return cause::proxy_bad_gateway;
    case tunnel_refusal::overloaded: return cause::proxy_overloaded;
    case tunnel_refusal::unknown: break;
  }
  return cause_of_status(proxy.status, proxy.location);
}

}  // namespace

cause cause_in_tunnel(std::error_code error, const failed_proxy& proxy) {
  if (error == errc::timed_out || error == std::errc::timed_out) {
    return cause::proxy_silent;
  }
  if (error == errc::proxy_refused_tunnel) return cause_of_refusal(proxy);
  if (error == errc::proxy_wants_credentials) return cause::proxy_wants_credentials;
  if (error == errc::proxy_wrong_credentials) return cause::proxy_wrong_credentials;
  if (error == errc::proxy_unknown_scheme) return cause::proxy_unknown_scheme;
  if (error == errc::proxy_user_has_colon) return cause::proxy_user_has_colon;
  if (error == errc::not_http) return cause::not_a_proxy;
  if (error == errc::http_version_unknown || error == errc::http_status_malformed ||
      error == errc::http_control_character) {
    return cause::proxy_breaks_http;
  }
  if (error == errc::http_head_too_large) return cause::proxy_head_too_large;
  return cause::proxy_closed;
}

std::optional<cause> cause_behind_proxy(const failure& what) {
  if (what.error == errc::timed_out) return cause::tunnel_silent;
  if (what.error == errc::not_a_greeting) {
    return may_be_of_proxy(service_name(what.first_bytes)) ? cause::proxy_in_tunnel
                                                           : cause::service_in_tunnel;
  }
  const bool is_ours = what.error == errc::busy ||
                       what.error == errc::unsupported_version ||
                       what.error == errc::undefined_status;
  if (is_ours) return std::nullopt;
  if (what.error == errc::closed_at_once) return cause::tunnel_closed_at_once;
  if (what.error == errc::reset_at_once) return cause::tunnel_reset_at_once;
  const bool was_reset =
      what.error == errc::reset_before_greeting || is_reset(what.error);
  return was_reset ? cause::tunnel_reset : cause::tunnel_closed;
}

}  // namespace tmss10
