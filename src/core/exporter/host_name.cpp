// SPDX-License-Identifier: MIT
#include "host_name.hpp"

#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/base/ascii.hpp>
#include <tmss10/core/exporter/ip_network.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tmss10 {
namespace {

std::string ipv4_text(const ip_address& of) {
  constexpr unsigned bits_of_byte = 8;
  constexpr unsigned byte = 0xFF;
  return fmt::format("{}.{}.{}.{}", of[6] >> bits_of_byte, of[6] & byte,
                     of[7] >> bits_of_byte, of[7] & byte);
}

}  // namespace

std::string comparable_name(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return lower_case(name);
}

std::string comparable_host(std::string_view host) {
  const auto address = read_ip_address(host);
  if (!address) return comparable_name(host);
  const auto zone = host.substr(std::min(host.find('%'), host.size()));
  const auto text = is_ipv4(*address) ? ipv4_text(*address) : text_of_ipv6(*address);
  return text + std::string(zone);
}

bool is_localhost(std::string_view name) {
  constexpr std::array<std::string_view, 8> names{
      "localhost",  "localhost.localdomain",   "localhost4",    "localhost4.localdomain4",
      "localhost6", "localhost6.localdomain6", "ip6-localhost", "ip6-loopback"};
  return name.ends_with(".localhost") || std::ranges::count(names, name) > 0;
}

bool ends_with_number(std::string_view name) {
  auto last = name.substr(name.rfind('.') + 1);
  std::string_view digits = "0123456789";
  if (last.starts_with("0x")) {
    last.remove_prefix(2);
    digits = "0123456789abcdef";
  } else if (last.empty()) {
    return false;
  }
  return last.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace tmss10
