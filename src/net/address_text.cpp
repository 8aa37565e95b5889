// SPDX-License-Identifier: MIT
#include <tmss10/core/base/ipv4_notation.hpp>
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/net/address_text.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#ifndef _WIN32
#include <array>
#include <net/if.h>
#endif

namespace tmss10 {
namespace {

std::optional<std::uint32_t> read_number(std::string_view text) {
  std::uint32_t out = 0;
  const auto* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, out);
  if (error != std::errc{} || last != end || out == 0) return std::nullopt;
  return out;
}

/// None when this machine has no such interface.
std::optional<std::uint32_t> interface_number(std::string_view zone) {
#ifdef _WIN32  // has numbers only
  return read_number(zone);
#else
  if (const auto number = if_nametoindex(std::string(zone).c_str())) return number;
  const auto number = read_number(zone);
  std::array<char, IF_NAMESIZE> name{};
  if (!number || if_indextoname(*number, name.data()) == nullptr) return std::nullopt;
  return number;
#endif
}

}  // namespace

result<asio::ip::address> read_address(std::string_view text) {
  const auto v4 = read_ipv4(text);
  if (!v4) return failed(v4.error());
  if (*v4) return asio::ip::make_address(**v4);
  const auto bare = without_brackets(text);
  if (!bare) return failed(bare.error());
  if (const auto reason = reason_not_ipv6(*bare)) return failed(reason);
  const auto percent = bare->find('%');
  asio::error_code error;
  auto v6 = asio::ip::make_address_v6(std::string(bare->substr(0, percent)), error);
  if (error) return failed(errc::ipv6_malformed);
  if (percent == std::string_view::npos) return unmapped(v6);
  const auto number = interface_number(bare->substr(percent + 1));
  if (!number) return failed(errc::no_such_interface);
  if (v6.is_link_local() || v6.is_multicast_link_local()) v6.scope_id(*number);
  return unmapped(v6);
}

asio::ip::address unmapped(const asio::ip::address& from) {
  if (!from.is_v6() || !from.to_v6().is_v4_mapped()) return from;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, from.to_v6());
}

bool lacks_zone(const asio::ip::address& address) {
  if (!address.is_v6()) return false;
  const auto v6 = address.to_v6();
  return v6.is_link_local() && v6.scope_id() == 0;
}

}  // namespace tmss10
