// SPDX-License-Identifier: MIT
#include "core/base/ipv6_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <vector>

namespace tmss10 {
namespace {

constexpr unsigned bits_of_byte = 8;

std::uint16_t number_of(std::string_view digits, int base) {
  std::uint16_t out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out, base);
  return out;
}

/// Two groups for the IPv4 address at the end of an IPv6 one.
void add_ipv4(std::vector<std::uint16_t>& to, std::string_view address) {
  std::array<unsigned, 4> bytes{};
  for (auto& byte : bytes) {
    const auto dot = std::min(address.find('.'), address.size());
    byte = number_of(address.substr(0, dot), 10);
    address.remove_prefix(std::min(dot + 1, address.size()));
  }
  to.push_back(static_cast<std::uint16_t>((bytes[0] << bits_of_byte) | bytes[1]));
  to.push_back(static_cast<std::uint16_t>((bytes[2] << bits_of_byte) | bytes[3]));
}

/// The groups between single colons.
std::vector<std::uint16_t> groups_between(std::string_view text) {
  std::vector<std::uint16_t> out;
  while (!text.empty()) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto group = text.substr(0, colon);
    if (group.find('.') != std::string_view::npos) {
      add_ipv4(out, group);
    } else {
      out.push_back(number_of(group, 16));
    }
    text.remove_prefix(std::min(colon + 1, text.size()));
  }
  return out;
}

/// Where the longest run of zeros begins, and how many they are.
struct zero_run {
  std::size_t first = 0;
  std::size_t size = 0;
};

zero_run longest_zero_run(const ipv6_groups& groups) {
  zero_run out;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::size_t end = i;
    while (end < groups.size() && groups.at(end) == 0)
      ++end;
    if (end - i > out.size) out = {i, end - i};
  }
  return out;
}

std::string joined(const ipv6_groups& groups, std::size_t first, std::size_t end) {
  std::string out;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) out += ':';
    fmt::format_to(std::back_inserter(out), "{:x}", groups.at(i));
  }
  return out;
}

}  // namespace

ipv6_groups groups_of_ipv6(std::string_view address) {
  const auto gap = std::min(address.find("::"), address.size());
  const auto before = groups_between(address.substr(0, gap));
  const auto after = groups_between(address.substr(std::min(gap + 2, address.size())));
  ipv6_groups out{};
  std::copy(before.begin(), before.end(), out.begin());
  std::copy_backward(after.begin(), after.end(), out.end());
  return out;
}

std::string text_of_ipv6(const ipv6_groups& groups) {
  const auto gap = longest_zero_run(groups);
  // Section 4.2.2: one zero alone is written out.
  if (gap.size < 2) return joined(groups, 0, groups.size());
  return joined(groups, 0, gap.first) +
         "::" + joined(groups, gap.first + gap.size, groups.size());
}

}  // namespace tmss10
