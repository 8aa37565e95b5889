// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/exporter/ip_network.hpp>

#include <cstddef>
#include <string>

namespace tmss10 {
namespace {

constexpr unsigned bits_of_octet = 8;
constexpr unsigned bits_of_group = 16;
constexpr ip_network mapped_addresses{{0, 0, 0, 0, 0, 0xFFFF}, 96};

/// Networks of IPv6 addresses that have an IPv4 address in them, and at which bit.
struct embedding {
  ip_network network;
  unsigned at = 96;
  /// Whether bits 64 to 71 are left out, as RFC 6052, section 2.2, has it.
  bool has_gap = false;
  /// Whether zeros at that place do not make it an unspecified address: an address of
  /// another layout may have them there.
  bool may_have_zeros = false;
};

constexpr unsigned gap_begin = 64;
constexpr unsigned gap_size = 8;
constexpr ip_network nat64_of_site{{0x64, 0xFF9B, 1}, 48};

constexpr std::array embeddings{
    embedding{mapped_addresses},
    embedding{{{}, 96}},                    // IPv4-compatible
    embedding{{{0, 0, 0, 0, 0xFFFF}, 96}},  // IPv4-translated
    embedding{{{0x64, 0xFF9B}, 96}},        // NAT64
    embedding{nat64_of_site, 96, false, true},
    embedding{nat64_of_site, 48, true, true},
    embedding{nat64_of_site, 56, true, true},
    embedding{nat64_of_site, 64, true, true},
    embedding{{{0x2002}, 16}, bits_of_group},  // 6to4
};

constexpr ip_network loopback_ipv6{{0, 0, 0, 0, 0, 0, 0, 1}, 128};
constexpr std::array local_ipv6{
    loopback_ipv6,
    ip_network{{}, 128},
    ip_network{{0xFE80}, 10},
    ip_network{{0xFD00, 0xEC2}, 112},                             // Amazon
    ip_network{{0xFD20, 0xCE, 0, 0, 0, 0, 0, 0x254}, 128},        // Google
    ip_network{{0xFD00, 0x42, 0, 0, 0, 0, 0, 0x42}, 128},         // Scaleway
    ip_network{{0xFD00, 0xA9FE, 0xA9FE}, 112},                    // Akamai
    ip_network{{0xFD00, 0xC1, 0, 0, 0, 0, 0xA9FE, 0xA9FE}, 128},  // Oracle
    ip_network{{0xFD00, 0x100, 0, 0, 0, 0, 0x100, 0x200}, 128},   // Alibaba
};

/// As IPv4-mapped ones.
constexpr ip_network loopback_ipv4{{0, 0, 0, 0, 0, 0xFFFF, 0x7F00}, 96 + 8};
constexpr ip_network unspecified_ipv4{{0, 0, 0, 0, 0, 0xFFFF, 0x0000}, 96 + 8};
constexpr std::array local_ipv4{
    unspecified_ipv4,
    loopback_ipv4,
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0xA9FE}, 96 + 16},
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0x6464, 0x64C8}, 128},  // Alibaba
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0xA83F, 0x8110}, 128},  // Azure
    ip_network{{0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x00C0}, 128},  // Oracle
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

unsigned octet_of(const ip_address& in, unsigned at) {
  const unsigned group = in.at(at / bits_of_group);
  return (at % bits_of_group == 0 ? group >> bits_of_octet : group) & 0xFFU;
}

/// How many bits of an address there are up to so many of the IPv4 address in it.
unsigned bits_up_to(const embedding& by, unsigned ipv4_bits) {
  const unsigned end = by.at + ipv4_bits;
  return by.has_gap && end > gap_begin ? end + gap_size : end;
}

/// The IPv4 address in an IPv6 address, as an IPv4-mapped one.
ip_address embedded(const ip_address& in, const embedding& by) {
  std::array<unsigned, 4> bytes{};
  for (unsigned i = 0; i < bytes.size(); ++i) {
    const auto end = bits_up_to(by, (i + 1) * bits_of_octet);
    bytes.at(i) = octet_of(in, end - bits_of_octet);
  }
  ip_address out = mapped_addresses.first;
  out.at(6) = static_cast<std::uint16_t>((bytes[0] << bits_of_octet) | bytes[1]);
  out.at(7) = static_cast<std::uint16_t>((bytes[2] << bits_of_octet) | bytes[3]);
  return out;
}

/// Whether the address has an IPv4 address of a local network in it.
bool has_local(const ip_network& local, const ip_address& address, const embedding& by) {
  if (by.may_have_zeros && local.first == unspecified_ipv4.first) return false;
  return begins_like(by.network, address) && begins_like(local, embedded(address, by));
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
  for (const auto& by : embeddings) {
    for (const auto& local : local_ipv4) {
      if (!has_local(local, address, by)) continue;
      return ip_network{address, bits_up_to(by, local.length - mapped_addresses.length)};
    }
  }
  return std::nullopt;
}

}  // namespace tmss10
