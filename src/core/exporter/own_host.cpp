// SPDX-License-Identifier: MIT
#include "host_name.hpp"
#include <tmss10/core/base/target.hpp>
#include <tmss10/core/exporter/ip_network.hpp>
#include <tmss10/core/exporter/own_host.hpp>

#include <algorithm>
#include <cstddef>

namespace tmss10 {
namespace {

/// An IPv6 address without brackets has no place in the field.
bool is_bare_ipv6(std::string_view field) {
  return !field.starts_with('[') && std::ranges::count(field, ':') > 1;
}

}  // namespace

bool is_own_host(std::string_view field, std::span<const std::string> addresses,
                 std::span<const std::string> names) {
  if (is_bare_ipv6(field)) return false;
  // A port may be empty (RFC 3986, section 3.2.3).
  if (field.ends_with(':')) field.remove_suffix(1);
  const auto where = parse_target(field);
  if (!where) return false;
  const auto name = comparable_name(where->host);
  if (const auto address = read_ip_address(name)) {
    const auto is_same = [&address](const std::string& own) {
      return read_ip_address(own) == address;
    };
    return is_loopback(*address) || std::ranges::any_of(addresses, is_same) ||
           std::ranges::any_of(names, is_same);
  }
  return name == "localhost" || std::ranges::any_of(names, [&name](const auto& own) {
           return comparable_name(own) == name;
         });
}

}  // namespace tmss10
