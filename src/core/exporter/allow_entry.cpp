// SPDX-License-Identifier: MIT
#include "host_name.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/allow_entry.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace tmss10 {
namespace {

constexpr unsigned bits_before_ipv4 = 96;

/// The parts of a value, as they were written.
struct allow_parts {
  std::string_view host;
  bool has_brackets = false;
  std::optional<std::string_view> length;
  std::optional<std::string_view> ports;
};

/// Takes "/LENGTH" and ":PORTS" off a text that has both, one or none of them; false if
/// anything else is in it.
bool take_rest(std::string_view rest, allow_parts& into) {
  const auto colon = std::min(rest.find(':'), rest.size());
  const auto before = rest.substr(0, colon);
  if (!before.empty()) {
    if (before.front() != '/' || into.length) return false;
    into.length = before.substr(1);
  }
  if (colon < rest.size()) into.ports = rest.substr(colon + 1);
  return true;
}

std::optional<allow_parts> split_value(std::string_view text) {
  allow_parts out;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    out.has_brackets = true;
    out.host = text.substr(1, end - 1);
    const auto slash = out.host.find('/');
    if (slash != std::string_view::npos) {
      out.length = out.host.substr(slash + 1);
      out.host = out.host.substr(0, slash);
    }
    if (!take_rest(text.substr(end + 1), out)) return std::nullopt;
    return out;
  }
  // The colons before a slash, and several without one, are those of an IPv6 address.
  auto end = text.find('/');
  if (end == std::string_view::npos && std::ranges::count(text, ':') == 1)
    end = text.find(':');
  out.host = text.substr(0, end);
  if (!take_rest(text.substr(out.host.size()), out)) return std::nullopt;
  return out;
}

std::optional<unsigned> read_length(std::string_view text, unsigned most) {
  unsigned out = 0;
  const auto* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc{} || last != end || out > most) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return out;
}

std::optional<port_range> read_port_range(std::string_view text) {
  const auto dash = std::min(text.find('-'), text.size());
  const auto first = parse_port(text.substr(0, dash));
  const auto last = dash == text.size() ? first : parse_port(text.substr(dash + 1));
  if (!first || !last || *first > *last) return std::nullopt;
  return port_range{*first, *last};
}

std::optional<std::vector<port_range>> read_ports(std::string_view text) {
  std::vector<port_range> out;
  for (;;) {
    const auto comma = std::min(text.find(','), text.size());
    const auto range = read_port_range(text.substr(0, comma));
    if (!range) return std::nullopt;
    out.push_back(*range);
    if (comma == text.size()) return out;
    text.remove_prefix(comma + 1);
  }
}

using network_or_reason = tl::expected<ip_network, std::string>;

network_or_reason read_network(const ip_address& address, const allow_parts& parts) {
  const bool is_plain_ipv4 = parts.host.find(':') == std::string_view::npos;
  if (is_plain_ipv4 && parts.has_brackets)
    return tl::unexpected(make_error_code(errc::brackets_without_ipv6).message());
  if (!is_plain_ipv4 && is_ipv4(address))
    return tl::unexpected(make_error_code(errc::ipv4_mapped).message());
  if (parts.host.find('%') != std::string_view::npos)
    return tl::unexpected(std::string("leave out the zone; an address holds in each"));
  const unsigned before = is_plain_ipv4 ? bits_before_ipv4 : 0;
  ip_network out{address, ip_network{}.length};
  if (!parts.length) return out;
  const auto length = read_length(*parts.length, out.length - before);
  if (!length)
    return tl::unexpected(make_error_code(errc::range_prefix_malformed).message());
  out.length = before + *length;
  return out;
}

/// Why a name that leads to loopback addresses only is of no use, and what to write.
std::string loopback_advice(const allow_parts& parts) {
  const auto advice =
      parts.ports ? fmt::format("127.0.0.1:{0} or [::1]:{0}", printable(*parts.ports))
                  : std::string("127.0.0.1 or ::1");
  return "this would never admit anything, since no name admits a loopback address; "
         "write " +
         advice + " instead";
}

using name_or_reason = tl::expected<allowed_name, std::string>;

/// What cannot be a name because it was meant as an address. The text is comparable.
bool is_meant_as_address(std::string_view text) {
  const auto range = parse_address_range(text);
  return !range || *range || text.find(':') != std::string_view::npos || text.empty() ||
         text.ends_with('.') || ends_with_number(text);
}

name_or_reason read_name(const allow_parts& parts) {
  const auto name = comparable_name(parts.host);
  allowed_name out{name, name.starts_with('.')};
  if (out.is_domain) out.name.erase(0, 1);
  if (parts.has_brackets || parts.length || is_meant_as_address(out.name)) {
    return tl::unexpected(std::string(
        "that is not an address or a prefix; an IPv4 address is four decimal numbers"));
  }
  const auto where = parse_target(out.name);
  if (!where || where->host != out.name || out.name.starts_with('.') ||
      out.name.find("..") != std::string::npos) {
    return tl::unexpected(make_error_code(errc::host_malformed).message());
  }
  if (is_localhost(out.name)) {
    return tl::unexpected(loopback_advice(parts));
  }
  return out;
}

}  // namespace

tl::expected<allow_entry, std::string> parse_allow_entry(std::string_view text) {
  const auto parts = split_value(text);
  if (!parts) return tl::unexpected(make_error_code(errc::host_malformed).message());
  if (parts->host.empty())
    return tl::unexpected(make_error_code(errc::host_empty).message());
  allow_entry out;
  if (parts->ports) {
    auto ports = read_ports(*parts->ports);
    if (!ports) {
      return tl::unexpected(std::string(
          "ports are whole numbers from 1 to 65535 and ranges, as in 5000,6000-6010"));
    }
    out.ports = std::move(*ports);
  }
  if (const auto address = read_ip_address(parts->host)) {
    auto network = read_network(*address, *parts);
    if (!network) return tl::unexpected(std::move(network.error()));
    out.targets = *network;
    return out;
  }
  auto name = read_name(*parts);
  if (!name) return tl::unexpected(std::move(name.error()));
  out.targets = std::move(*name);
  return out;
}

}  // namespace tmss10
