// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/exporter/ip_network.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {
namespace {

constexpr unsigned bits_of_group = 16;
constexpr ip_network mapped_addresses{{0, 0, 0, 0, 0, 0xFFFF}, 96};

/// Networks of IPv6 addresses that have an IPv4 address in them, and at which bit.
struct embedding {
  ip_network network;
  unsigned at = 96;
};

constexpr std::array embeddings{
    embedding{mapped_addresses},
    embedding{{{}, 96}},                       // IPv4-compatible
    embedding{{{0, 0, 0, 0, 0xFFFF}, 96}},     // IPv4-translated
    embedding{{{0x64, 0xFF9B}, 96}},           // NAT64
    embedding{{{0x64, 0xFF9B, 1}, 48}},        // NAT64 of a site
    embedding{{{0x2002}, 16}, bits_of_group},  // 6to4
};

constexpr ip_network loopback_ipv6{{0, 0, 0, 0, 0, 0, 0, 1}, 128};
constexpr std::array local_ipv6{
    loopback_ipv6,
    ip_network{{}, 128},
    ip_network{{0xFE80}, 10},
};

/// As IPv4-mapped ones.
constexpr ip_network loopback_ipv4{{0, 0, 0, 0, 0, 0xFFFF, 0x7F00}, 96 + 8};
constexpr std::array local_ipv4{
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0x0000}, 96 + 8},
    loopback_ipv4,
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0xA9FE}, 96 + 16},
};

bool begins_like(const ip_network& network, const ip_address& address) {
  unsigned left = network.length;
  for (std::size_t i = 0; i < address.size() && left > 0; ++i) {
    const unsigned bits = left < bits_of_group ? left : bits_of_group;
    const unsigned differing = (network.first.at(i) ^ address.at(i)) & 0xFFFFU;
    if (differing >> (bits_of_group - bits) != 0) return false;
    left -= bits;
  }
  return true;
}

/// The IPv4 address in an IPv6 address, as an IPv4-mapped one.
ip_address embedded(const ip_address& in, unsigned at) {
  ip_address out = mapped_addresses.first;
  const auto group = at / bits_of_group;
  out.at(6) = in.at(group);
  out.at(7) = in.at(group + 1);
  return out;
}

}  // namespace

std::optional<ip_address> read_ip_address(std::string_view text) {
  const auto v4 = read_ipv4(text);
  if (v4 && *v4 == text) return groups_of_ipv6("::ffff:" + **v4);
  text = text.substr(0, text.find('%'));
  if (reason_not_ipv6(text)) return std::nullopt;
  return groups_of_ipv6(text);
}

bool is_ipv4(const ip_address& address) {
  return begins_like(mapped_addresses, address);
}

bool is_loopback(const ip_address& address) {
  return begins_like(loopback_ipv4, address) || begins_like(loopback_ipv6, address);
}

bool contains(const ip_network& network, const ip_address& address) {
  if (network.length < mapped_addresses.length && is_ipv4(address)) return false;
  return begins_like(network, address);
}

std::optional<ip_network> local_network_of(const ip_address& address) {
  for (const auto& network : local_ipv6)
    if (begins_like(network, address)) return network;
  for (const auto& [network, at] : embeddings) {
    if (!begins_like(network, address)) continue;
    const auto inside = embedded(address, at);
    for (const auto& local : local_ipv4) {
      if (!begins_like(local, inside)) continue;
      return ip_network{address, local.length - mapped_addresses.length + at};
    }
  }
  return std::nullopt;
}

}  // namespace tmss10
