// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/run/connection_request.hpp>

#include <fmt/format.h>

#include <cstddef>

namespace tmss10 {
namespace {

constexpr unsigned protocol_tcp = 6;

unsigned number_at(bytes_view from, std::size_t at) {
  return std::to_integer<unsigned>(from[at]);
}

std::string ipv4_at(bytes_view from, std::size_t at) {
  return fmt::format("{}.{}.{}.{}", number_at(from, at), number_at(from, at + 1),
                     number_at(from, at + 2), number_at(from, at + 3));
}

std::string ipv6_at(bytes_view from, std::size_t at) {
  ipv6_groups groups{};
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i] = load_be16(from.subspan(at + 2 * i));
  return text_of_ipv6(groups);
}

/// Reads RFC 791's header, and returns what follows it if that is TCP.
std::optional<bytes_view> read_ipv4_header(bytes_view from, connection_request& to) {
  constexpr std::size_t least = 20;
  if (from.size() < least) return std::nullopt;
  const auto size = std::size_t{4} * (number_at(from, 0) & 0x0F);
  if (size < least || size > from.size() || number_at(from, 9) != protocol_tcp)
    return std::nullopt;
  to.hop_limit = static_cast<std::uint8_t>(number_at(from, 8));
  to.source = ipv4_at(from, 12);
  to.destination = ipv4_at(from, 16);
  return from.subspan(size);
}

/// The same of RFC 8200's, with those extension headers that a router may leave alone:
/// hop-by-hop options, routing, destination options.
std::optional<bytes_view> read_ipv6_header(bytes_view from, connection_request& to) {
  constexpr std::size_t size = 40;
  if (from.size() < size) return std::nullopt;
  to.hop_limit = static_cast<std::uint8_t>(number_at(from, 7));
  to.source = ipv6_at(from, 8);
  to.destination = ipv6_at(from, 24);
  unsigned next = number_at(from, 6);
  auto rest = from.subspan(size);
  while (next == 0 || next == 43 || next == 60) {
    if (rest.size() < 2) return std::nullopt;
    const auto length = std::size_t{8} * (number_at(rest, 1) + 1);
    if (length > rest.size()) return std::nullopt;
    next = number_at(rest, 0);
    rest = rest.subspan(length);
  }
  return next == protocol_tcp ? std::optional(rest) : std::nullopt;
}

/// `value`: what follows its kind and length.
void take_option(unsigned kind, bytes_view value, connection_request& to) {
  switch (kind) {
    case 2:
      if (value.size() == 2) to.mss = load_be16(value);
      break;
    case 3:
      if (value.size() == 1)
        to.window_scale = static_cast<std::uint8_t>(number_at(value, 0));
      break;
    case 4: to.sack_permitted = to.sack_permitted || value.empty(); break;
    case 8: to.timestamps = to.timestamps || value.size() == 8; break;
    default: break;
  }
}

void read_options(bytes_view options, connection_request& to) {
  while (!options.empty()) {
    const unsigned kind = number_at(options, 0);
    if (kind == 0) return;
    if (kind == 1) {
      options = options.subspan(1);
      continue;
    }
    if (options.size() < 2) return;
    const std::size_t length = number_at(options, 1);
    if (length < 2 || length > options.size()) return;
    take_option(kind, options.subspan(2, length - 2), to);
    options = options.subspan(length);
  }
}

}  // namespace

std::optional<connection_request> read_connection_request(bytes_view headers) {
  if (headers.empty()) return std::nullopt;
  connection_request out;
  const unsigned version = number_at(headers, 0) >> 4;
  const auto tcp = version == 4   ? read_ipv4_header(headers, out)
                   : version == 6 ? read_ipv6_header(headers, out)
                                  : std::nullopt;
  constexpr std::size_t least = 20;
  if (!tcp || tcp->size() < least) return std::nullopt;
  const auto size = std::size_t{4} * (number_at(*tcp, 12) >> 4);
  constexpr unsigned syn = 0x02;
  constexpr unsigned ack = 0x10;
  const bool asks = (number_at(*tcp, 13) & (syn | ack)) == syn;
  if (size < least || size > tcp->size() || !asks) return std::nullopt;
  out.source_port = load_be16(*tcp);
  out.destination_port = load_be16(tcp->subspan(2));
  read_options(tcp->subspan(least, size - least), out);
  return out;
}

}  // namespace tmss10
