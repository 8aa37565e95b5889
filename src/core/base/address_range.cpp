// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/base/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tmss10 {
namespace {

constexpr unsigned bits_of_ipv4 = 32;
constexpr unsigned bits_of_ipv6 = 128;
constexpr unsigned bits_of_range = 16;  // what max_range_size leaves to change

using found_range = result<std::optional<address_range>>;

/// The parts of a text before and after a sign, which is in neither.
struct halves {
  std::string_view before;
  std::string_view after;
};

halves split(std::string_view text, std::size_t at) {
  return {text.substr(0, at), text.substr(at + 1)};
}

bool has_only(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

/// Whether a text is meant as an IPv4 address, or as a number at its end.
bool looks_like_ipv4(std::string_view text) {
  if (text.empty()) return false;
  if (has_only(text, "0123456789.")) return true;
  const auto address = read_ipv4(text);
  return !address || *address;
}

/// Whether a text, but for its zone, is meant as an IPv6 address.
bool looks_like_ipv6(std::string_view text) {
  return reason_not_ipv6(text) != errc::host_malformed;
}

/// Digits without a leading zero, up to `most`.
std::optional<unsigned> read_number(std::string_view text, unsigned most) {
  unsigned out = 0;
  const auto* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc{} || last != end || out > most) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return out;
}

result<std::uint32_t> read_plain_ipv4(std::string_view text) {
  const auto address = read_ipv4(text);
  if (!address && address.error() == errc::octal_address) return failed(address.error());
  if (!address || *address != text) return failed(errc::range_notation);
  std::uint32_t out = 0;
  for (;;) {
    const auto dot = text.find('.');
    out = (out << 8U) | *read_number(text.substr(0, dot), 255);
    if (dot == std::string_view::npos) return out;
    text.remove_prefix(dot + 1);
  }
}

/// The port after a ':' at the front of a text, which is empty if there is none.
result<std::optional<std::uint16_t>> read_port_after(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() != ':') return failed(errc::host_malformed);
  const auto port = parse_port(text.substr(1));
  if (!port) return failed(port.error());
  return *port;
}

/// A number, up to a colon, and the port after that.
struct number_and_port {
  unsigned number = 0;
  std::optional<std::uint16_t> port;
};

result<number_and_port> read_prefix_length(std::string_view text, unsigned most) {
  const auto colon = std::min(text.find(':'), text.size());
  const auto number = read_number(text.substr(0, colon), most);
  if (!number) return failed(errc::range_prefix_malformed);
  const auto port = read_port_after(text.substr(colon));
  if (!port) return failed(port.error());
  return number_and_port{*number, *port};
}

found_range ipv4_prefix(std::string_view address, std::string_view after_slash) {
  const auto number = read_plain_ipv4(address);
  if (!number) return failed(number.error());
  const auto length = read_prefix_length(after_slash, bits_of_ipv4);
  if (!length) return failed(length.error());
  const unsigned rest = bits_of_ipv4 - length->number;
  if (rest > bits_of_range) return failed(errc::range_too_large);
  const std::uint32_t all = 1U << rest;
  address_range out{*number & ~(all - 1), all, {}, length->port};
  if (rest > 1) {  // all but a /31 and a /32 have a network and a broadcast address
    out.first = (*number & ~(all - 1)) + 1;
    out.size -= 2;
  }
  return out;
}

bool is_ipv4_mapped(const ipv6_groups& groups) {
  constexpr std::ptrdiff_t zeros = 5;
  return groups[zeros] == 0xFFFF && std::all_of(groups.begin(), groups.begin() + zeros,
                                                [](auto group) { return group == 0; });
}

found_range ipv6_prefix(std::string_view address, const number_and_port& length) {
  const auto where = parse_target(address);  // looks at the zone, too
  if (!where) return failed(where.error());
  const unsigned rest = bits_of_ipv6 - length.number;
  if (rest > bits_of_range) return failed(errc::range_too_large);
  const auto zone = std::min(address.find('%'), address.size());
  auto groups = groups_of_ipv6(address.substr(0, zone));
  if (is_ipv4_mapped(groups)) return failed(errc::ipv4_mapped);
  const std::uint32_t all = 1U << rest;
  groups.back() = static_cast<std::uint16_t>(groups.back() & ~(all - 1));
  return address_range{groups, all,
                       std::string(address.substr(std::min(zone + 1, address.size()))),
                       length.port};
}

/// `before` has no brackets, or both of its own.
found_range prefix(std::string_view before, std::string_view after) {
  const auto address = without_brackets(before);
  const bool has_brackets = address && address->size() < before.size();
  if (!has_brackets && looks_like_ipv4(before)) return ipv4_prefix(before, after);
  if (!address || !looks_like_ipv6(*address)) return std::nullopt;
  const auto length = read_prefix_length(after, bits_of_ipv6);
  if (!length) return failed(length.error());
  return ipv6_prefix(*address, *length);
}

/// The last number of a range, which has only that or the whole address.
result<std::uint32_t> read_end(std::string_view text, std::uint32_t first) {
  constexpr std::uint32_t last_byte = 0xFF;
  if (text.find('.') != std::string_view::npos) {
    const auto whole = read_plain_ipv4(text);
    if (!whole && whole.error() == errc::range_notation) {
      return failed(errc::range_end_malformed);
    }
    return whole;
  }
  if (text.size() > 1 && text.front() == '0' && has_only(text, "0123456789")) {
    return failed(errc::octal_address);
  }
  const auto number = read_number(text, last_byte);
  if (!number) return failed(errc::range_end_malformed);
  return (first & ~last_byte) | *number;
}

found_range ipv4_span(std::string_view begin, std::string_view after_dash) {
  const auto first = read_plain_ipv4(begin);
  if (!first) return failed(first.error());
  const auto colon = std::min(after_dash.find(':'), after_dash.size());
  const auto last = read_end(after_dash.substr(0, colon), *first);
  if (!last) return failed(last.error());
  const auto port = read_port_after(after_dash.substr(colon));
  if (!port) return failed(port.error());
  if (*last < *first) return failed(errc::range_reversed);
  const std::size_t size = std::size_t{*last - *first} + 1;
  if (size > max_range_size) return failed(errc::range_too_large);
  return address_range{*first, size, {}, *port};
}

/// A name has dashes, too, and may begin with a number.
found_range span(std::string_view begin, std::string_view after_dash) {
  const auto address = begin.substr(begin.starts_with('[') ? 1 : 0);
  if (address.find('%') == std::string_view::npos &&
      looks_like_ipv6(address.substr(0, address.find(']')))) {
    return failed(errc::range_of_ipv6_without_prefix);
  }
  const auto end = after_dash.substr(0, after_dash.find(':'));
  if (begin.find('.') == std::string_view::npos || !looks_like_ipv4(begin) ||
      !(has_only(end, "0123456789.-") || looks_like_ipv4(end))) {
    return std::nullopt;
  }
  return ipv4_span(begin, after_dash);
}

/// "[2001:db8::/120]:5001"
found_range prefix_in_brackets(std::string_view text, std::size_t slash) {
  const auto end = text.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  const auto address = text.substr(1, slash - 1);
  if (!looks_like_ipv6(address)) return std::nullopt;
  const auto length =
      read_prefix_length(text.substr(slash + 1, end - slash - 1), bits_of_ipv6);
  if (!length || length->port) return failed(errc::range_prefix_malformed);
  const auto port = read_port_after(text.substr(end + 1));
  if (!port) return failed(port.error());
  return ipv6_prefix(address, {length->number, *port});
}

}  // namespace

result<std::optional<address_range>> parse_address_range(std::string_view text) {
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    if (text.starts_with('[') && slash < text.find(']')) {
      return prefix_in_brackets(text, slash);
    }
    const auto [address, length] = split(text, slash);
    return prefix(address, length);
  }
  if (const auto dash = text.find('-'); dash != std::string_view::npos) {
    const auto [begin, end] = split(text, dash);
    return span(begin, end);
  }
  return std::nullopt;
}

std::vector<std::string> addresses_of(const address_range& range) {
  std::vector<std::string> out;
  out.reserve(range.size);
  if (const auto* v4 = std::get_if<std::uint32_t>(&range.first)) {
    for (std::size_t i = 0; i < range.size; ++i) {
      const auto address = static_cast<std::uint32_t>(*v4 + i);
      out.push_back(fmt::format("{}.{}.{}.{}", address >> 24U, (address >> 16U) & 0xFFU,
                                (address >> 8U) & 0xFFU, address & 0xFFU));
    }
    return out;
  }
  auto groups = std::get<ipv6_groups>(range.first);
  for (std::size_t i = 0; i < range.size; ++i) {
    const auto address = text_of_ipv6(groups);
    out.push_back(range.zone.empty() ? address : address + "%" + range.zone);
    ++groups.back();
  }
  return out;
}

}  // namespace tmss10
