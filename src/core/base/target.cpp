// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/base/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace tmss10 {
namespace {

/// RFC 1035, section 2.3.4: what a name may have with its dots.
constexpr std::size_t max_host_size = 253;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// U+0080 to U+009F in UTF-8: control characters to some terminals.
bool has_c1_control(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto second = static_cast<unsigned char>(text[i]);
    if (text[i - 1] == '\xC2' && second >= 0x80 && second < 0xA0) return true;
  }
  return false;
}

/// Bytes over 127 pass: an internationalised name is the resolver's to judge.
bool may_stand_in_host(char c) {
  return is_alphanumeric(c) || c == '.' || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

result<std::string> checked_host(std::string_view host) {
  if (host.empty()) return failed(errc::host_empty);
  if (host.size() > max_host_size || host.front() == '-' || has_c1_control(host) ||
      !std::all_of(host.begin(), host.end(), may_stand_in_host)) {
    return failed(errc::host_malformed);
  }
  auto address = read_ipv4(host);
  if (!address) return failed(address.error());
  return std::move(*address).value_or(std::string(host));
}

/// It may bring a zone (RFC 6874), of which only the characters are looked at.
result<std::string> checked_v6(std::string_view text) {
  const auto zone = text.substr(std::min(text.find('%'), text.size() - 1) + 1);
  if (text.size() > max_host_size || has_c1_control(zone) ||
      !std::all_of(zone.begin(), zone.end(), may_stand_in_host)) {
    return failed(errc::host_malformed);
  }
  if (const auto reason = reason_not_ipv6(text)) return failed(reason);
  return std::string(text);
}

result<target> with_port(result<std::string> host, std::string_view port) {
  if (!host) return failed(host.error());
  const auto number = parse_port(port);
  if (!number) return failed(number.error());
  return target{std::move(*host), *number};
}

result<target> without_port(result<std::string> host) {
  if (!host) return failed(host.error());
  return target{std::move(*host), std::nullopt};
}

result<target> parse_bracketed(std::string_view text) {
  const auto end = text.find(']');
  if (end == std::string_view::npos) return failed(errc::host_malformed);
  const auto inside = without_brackets(text.substr(0, end + 1));
  if (!inside) return failed(inside.error());
  auto host = checked_v6(*inside);
  const auto rest = text.substr(end + 1);
  if (rest.empty()) return without_port(std::move(host));
  if (rest.front() != ':') return failed(errc::host_malformed);
  return with_port(std::move(host), rest.substr(1));
}

}  // namespace

result<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) {
    return failed(errc::port_malformed);
  }
  return port;
}

result<target> parse_target(std::string_view text) {
  if (text.starts_with('[')) return parse_bracketed(text);
  // A URL: what follows its colon is no port.
  if (text.find("://") != std::string_view::npos) return failed(errc::host_malformed);
  const auto colons = std::count(text.begin(), text.end(), ':');
  if (colons > 1) return without_port(checked_v6(text));
  if (colons == 0) return without_port(checked_host(text));
  const auto colon = text.find(':');
  return with_port(checked_host(text.substr(0, colon)), text.substr(colon + 1));
}

result<target> parse_logon(std::string_view text) {
  const auto at = text.rfind('@');
  return parse_target(at == std::string_view::npos ? text : text.substr(at + 1));
}

std::optional<std::string> bracketed_reading(std::string_view host) {
  constexpr std::uint16_t first_user_port = 1024;  // RFC 6335, section 6
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = parse_port(host.substr(colon + 1));
  const auto address = host.substr(0, colon);
  if (!port || *port < first_user_port || !checked_v6(address)) return std::nullopt;
  return fmt::format("[{}]:{}", address, *port);
}

}  // namespace tmss10
