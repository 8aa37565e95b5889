// SPDX-License-Identifier: MIT
#include "host_field.hpp"
#include "host_name.hpp"
#include <tmss10/core/exporter/ip_network.hpp>
#include <tmss10/core/exporter/own_host.hpp>

#include <algorithm>

namespace tmss10 {

bool is_own_host(std::string_view field, std::span<const std::string> addresses,
                 std::span<const std::string> names) {
  const auto where = read_host_field(field);
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
