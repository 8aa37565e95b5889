// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/net/ascii_name.hpp>
#include <tmss10/net/proxy_environment.hpp>

#include <asio/ip/address.hpp>
#include <asio/ip/network_v4.hpp>
#include <asio/ip/network_v6.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <string>

namespace tmss10 {
namespace {

using asio::ip::address;

/// The longest text of an IPv6 address (inet_ntop's INET6_ADDRSTRLEN, without the NUL).
constexpr std::size_t max_address_size = 45;

/// An address without a zone, in any notation of its own.
std::optional<address> parse_address(std::string_view text) {
  const auto v4 = read_ipv4(text);
  if (!v4) return std::nullopt;
  if (*v4) return asio::ip::make_address_v4(**v4);
  constexpr std::string_view alphabet = "0123456789abcdefABCDEF:.";
  if (text.size() > max_address_size ||
      text.find_first_not_of(alphabet) != std::string_view::npos) {
    return std::nullopt;
  }
  asio::error_code error;
  const auto out = asio::ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  return out;
}

/// An IPv4-mapped address (RFC 4291, section 2.5.5.2) as the IPv4 address that it stands
/// for.
std::optional<address> unmapped(const std::optional<address>& from) {
  if (!from || !from->is_v6() || !from->to_v6().is_v4_mapped()) return from;
  return address(asio::ip::make_address_v4(asio::ip::v4_mapped, from->to_v6()));
}

/// What a list is asked for.
struct exemption_target {
  std::string name;
  std::optional<address> literal;
  std::string_view zone;
  std::uint16_t port = 0;
};

std::string_view without_final_dots(std::string_view name) {
  return name.substr(0, name.find_last_not_of('.') + 1);
}

/// "fe80::1%eth0" as "fe80::1" and "%eth0".
std::string_view zone_of(std::string_view host) {
  return host.substr(std::min(host.find('%'), host.size()));
}

/// The form in which names are compared: lower case, without a final dot, and in ASCII
/// (IDNA) where the system converts names.
std::string comparable(std::string_view name) {
  const std::string plain(without_final_dots(name));
  // A final dot may be an international one.
  return lower_case(without_final_dots(ascii_name(plain).value_or(plain)));
}

exemption_target target_of(std::string_view host, std::uint16_t port) {
  host = without_final_dots(host);
  const auto zone = zone_of(host);
  const auto literal = parse_address(host.substr(0, host.size() - zone.size()));
  return {literal ? std::string() : comparable(host), unmapped(literal), zone, port};
}

/// What stands before the slash of a network. Of an IPv4 address, zeros at the end may be
/// left out: "10/8" and "192.168/16" are usual. With inet_aton(3), "192.168" would be
/// 192.0.0.168.
std::optional<address> parse_network(std::string_view text) {
  constexpr std::ptrdiff_t all_dots = 3;
  if (text.find_first_not_of("0123456789.") != std::string_view::npos) {
    return parse_address(text);
  }
  std::string whole(text);
  for (auto dots = std::ranges::count(text, '.'); dots < all_dots; ++dots)
    whole += ".0";
  return parse_address(whole);
}

/// "10.0.0.0/8": how many bits count is behind the slash. Of an IPv4-mapped network, the
/// first 96 stand before the IPv4 address.
bool is_in_network(std::string_view network, const address& literal) {
  constexpr unsigned bits_of_mapping = 96;
  const auto slash = network.find('/');
  const auto written = parse_network(network.substr(0, slash));
  const auto base = unmapped(written);
  const auto length = network.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] =
      std::from_chars(length.data(), length.data() + length.size(), bits);
  if (!base || error != std::errc{} || end != length.data() + length.size()) return false;
  if (base != written) {
    if (bits < bits_of_mapping) return false;
    bits -= bits_of_mapping;
  }
  if (base->is_v4() != literal.is_v4() || bits > (base->is_v4() ? 32U : 128U)) {
    return false;
  }
  const auto prefix = static_cast<unsigned short>(bits);
  if (base->is_v4()) {
    return asio::ip::network_v4(base->to_v4(), prefix).canonical() ==
           asio::ip::network_v4(literal.to_v4(), prefix).canonical();
  }
  return asio::ip::network_v6(base->to_v6(), prefix).canonical() ==
         asio::ip::network_v6(literal.to_v6(), prefix).canonical();
}

/// An entry's zone must be the target's; an entry without one stands for all of them.
bool matches_address(std::string_view pattern, const exemption_target& of) {
  if (pattern.find('/') != std::string_view::npos) {
    return is_in_network(pattern, *of.literal);
  }
  const auto zone = zone_of(pattern);
  const auto without_zone = pattern.substr(0, pattern.size() - zone.size());
  const auto literal = parse_address(without_final_dots(without_zone));
  return unmapped(literal) == of.literal && (zone.empty() || zone == of.zone);
}

bool matches_name(std::string_view pattern, const std::string& name) {
  if (pattern.starts_with("*.")) pattern.remove_prefix(1);
  if (pattern.starts_with('.')) pattern.remove_prefix(1);
  const auto suffix = comparable(pattern);
  if (suffix.empty() || parse_address(suffix) || !name.ends_with(suffix)) return false;
  return name.size() == suffix.size() || name[name.size() - suffix.size() - 1] == '.';
}

/// Takes ":port" and the brackets from an entry. None when it is malformed, or for
/// another port.
std::optional<std::string_view> pattern_for_port(std::string_view entry,
                                                 std::uint16_t port) {
  std::string_view pattern = entry;
  std::string_view port_part;
  if (entry.starts_with('[')) {
    const auto end = entry.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    pattern = entry.substr(1, end - 1);
    port_part = entry.substr(end + 1);
    if (pattern.find(':') == std::string_view::npos) return std::nullopt;
  } else if (std::count(entry.begin(), entry.end(), ':') == 1) {
    pattern = entry.substr(0, entry.find(':'));
    port_part = entry.substr(pattern.size());
  }
  if (port_part.empty()) return pattern;
  if (port_part.front() != ':' || parse_port(port_part.substr(1)) != port) {
    return std::nullopt;
  }
  return pattern;
}

bool matches(std::string_view entry, const exemption_target& target) {
  const auto pattern = pattern_for_port(entry, target.port);
  if (!pattern) return false;
  if (*pattern == "*") return true;
  return target.literal ? matches_address(*pattern, target)
                        : matches_name(*pattern, target.name);
}

constexpr std::string_view line_ends_and_blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(line_ends_and_blanks), text.size()));
  return text.substr(0, text.find_last_not_of(line_ends_and_blanks) + 1);
}

std::optional<proxy_variable> first_set(const environment& get,
                                        std::initializer_list<const char*> names) {
  for (const auto* const name : names) {
    const char* const value = get(name);
    const auto text = value == nullptr ? std::string_view() : trimmed(value);
    if (!text.empty()) return proxy_variable{name, text};
  }
  return std::nullopt;
}

}  // namespace

environment_proxy proxy_from_environment(const environment& get, std::string_view host,
                                         std::uint16_t port) {
  environment_proxy out;
  out.named = first_set(get, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  const auto list = first_set(get, {"no_proxy", "NO_PROXY"});
  if (!list) return out;
  const auto entry = exempting_entry(list->value, host, port);
  if (entry) out.exempted_by = proxy_variable{list->name, *entry};
  return out;
}

std::optional<std::string_view> exempting_entry(std::string_view no_proxy,
                                                std::string_view host,
                                                std::uint16_t port) {
  constexpr std::string_view separators = ", \t\r\n";
  const auto target = target_of(host, port);
  while (!no_proxy.empty()) {
    const auto entry = no_proxy.substr(0, no_proxy.find_first_of(separators));
    if (!entry.empty() && matches(entry, target)) return entry;
    no_proxy.remove_prefix(std::min(entry.size() + 1, no_proxy.size()));
  }
  return std::nullopt;
}

}  // namespace tmss10
