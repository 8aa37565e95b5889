// SPDX-License-Identifier: MIT
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/network_interface.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#ifndef _WIN32
#include <net/if.h>
#endif

namespace tmss10 {
namespace {

#ifdef _WIN32

constexpr std::size_t longest_interface_name = 256;  // IF_MAX_STRING_SIZE

/// As the dialogue has it in which a user names a connection.
bool can_be_interface(std::string_view name) {
  return !name.empty() && name.find_first_of("\\/:*?\"<>|") == std::string_view::npos;
}

#else

constexpr std::size_t longest_interface_name = IFNAMSIZ - 1;

/// As Linux' dev_valid_name(): names are names of files in /sys, and a colon stands
/// before the label of an address. Others allow less.
bool can_be_interface(std::string_view name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of("/: \t\n\v\f\r") == std::string_view::npos;
}

#endif

bool is_link_local(const asio::ip::address& address) {
  return address.is_v6() && address.to_v6().is_link_local();
}

}  // namespace

bool has_address_for(const network_interface& from, const asio::ip::address& to) {
  const bool v4 = unmapped(to).is_v4();
  return std::any_of(from.addresses.begin(), from.addresses.end(),
                     [v4](const auto& one) { return one.is_v4() == v4; });
}

std::optional<asio::ip::address> address_towards(const network_interface& from,
                                                 const asio::ip::address& to) {
  std::optional<asio::ip::address> out;
  for (const auto& one : from.addresses) {
    if (one.is_v4() != unmapped(to).is_v4()) continue;
    if (is_link_local(one) == is_link_local(to)) return one;
    if (!out) out = one;
  }
  return out;
}

void check_interface_name(std::string_view option, std::string_view name) {
  const char* const fault = !can_be_interface(name)
                                ? "not the name of a network interface"
                            : name.size() > longest_interface_name
                                ? "too long for the name of a network interface"
                                : nullptr;
  if (fault == nullptr) return;
  throw std::invalid_argument(
      fmt::format("{}: {} is {}", option, in_quotes(name), fault));
}

}  // namespace tmss10
