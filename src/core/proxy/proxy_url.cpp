// SPDX-License-Identifier: MIT
#include "core/base/percent_encoding.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/base/secret_text.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/proxy/proxy_url.hpp>

#include <algorithm>
#include <utility>

namespace tmss10 {
namespace {

/// RFC 3986, section 3.1.
bool is_scheme(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return !text.empty() && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
                  c == '.';
         });
}

/// Undoes RFC 3986, section 2.1. Fails with proxy_url_malformed, also for a control
/// character in what comes out.
result<secret_text> percent_decoded(std::string_view text) {
  secret_text out;
  out.text.reserve(text.size());
  if (!append_percent_decoded(text, out.text)) return failed(errc::proxy_url_malformed);
  if (has_control_character(out.text)) return failed(errc::proxy_url_malformed);
  return out;
}

/// Reads "user[:password]".
result<proxy_credentials> parse_user_info(std::string_view text) {
  const auto colon = std::min(text.find(':'), text.size());
  auto user = percent_decoded(text.substr(0, colon));
  if (!user) return failed(user.error());
  if (user->text.empty()) return failed(errc::proxy_url_malformed);
  auto password = percent_decoded(text.substr(std::min(colon + 1, text.size())));
  if (!password) return failed(password.error());
  return proxy_credentials(std::move(user->text), std::move(password->text));
}

/// Reads "host[:port]".
result<proxy_address> parse_address(std::string_view text) {
  if (!text.starts_with('[') && std::count(text.begin(), text.end(), ':') > 1) {
    const auto reason = reason_not_ipv6(text);
    return failed(reason ? reason : make_error_code(errc::proxy_address_unbracketed));
  }
  auto where = parse_target(text);
  if (!where) return failed(where.error());
  // In a URL, "%25" stands before a zone (RFC 6874, section 2).
  const auto zone = where->host.find("%25");
  if (zone != std::string::npos && zone + 3 < where->host.size()) {
    where->host.erase(zone + 1, 2);
  }
  return proxy_address{std::move(where->host), where->port.value_or(default_proxy_port)};
}

/// Whether a port that is none can be shown: digits, no more than a port has, and nothing
/// else that a password may have.
bool is_no_password(std::string_view port) {
  constexpr std::string_view harmless = "0123456789 \t\r\n+-.,";
  constexpr int most_digits = 5;
  const auto digits = std::count_if(port.begin(), port.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
  return port.find_first_not_of(harmless) == std::string_view::npos &&
         digits <= most_digits;
}

}  // namespace

std::string proxy_url_refusal(std::string_view text, std::error_code why) {
  if (why != errc::port_malformed) return why.message();
  const auto end = text.find("://");
  if (end != std::string_view::npos) text.remove_prefix(end + 3);
  text = text.substr(0, text.find_first_of("/?#"));
  const auto port = text.substr(std::min(text.rfind(':') + 1, text.size()));
  if (!is_no_password(port)) {
    return why.message() + ", and what follows the last ':' is not";
  }
  return in_quotes(port) + ": " + why.message();
}

result<proxy_url> parse_proxy_url(std::string_view text) {
  constexpr std::string_view after_scheme = "://";
  const auto scheme = text.substr(0, text.find(after_scheme));
  if (scheme.size() < text.size() && is_scheme(scheme)) {
    if (lower_case(scheme) != "http") return failed(errc::proxy_scheme_unsupported);
    text.remove_prefix(scheme.size() + after_scheme.size());
  }
  const auto authority = text.substr(0, text.find_first_of("/?#"));
  const auto path = text.substr(authority.size());
  if (!path.empty() && path != "/") return failed(errc::proxy_url_malformed);

  const auto at = authority.rfind('@');
  const bool with_credentials = at != std::string_view::npos;
  auto address = parse_address(with_credentials ? authority.substr(at + 1) : authority);
  if (!address) return failed(address.error());
  proxy_url out{std::move(*address), std::nullopt};
  if (!with_credentials) return out;
  auto credentials = parse_user_info(authority.substr(0, at));
  if (!credentials) return failed(credentials.error());
  out.credentials = std::move(*credentials);
  return out;
}

}  // namespace tmss10
