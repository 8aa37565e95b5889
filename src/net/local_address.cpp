// SPDX-License-Identifier: MIT
#include "connect_refusal.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/net/address_text.hpp>
#include <tmss10/net/local_address.hpp>

#include <fmt/format.h>

#include <stdexcept>

namespace tmss10 {
namespace {

/// What is said after the value.
std::string fault_text(std::error_code of) {
  if (of == errc::host_malformed || of == errc::host_empty || of == errc::number_alone ||
      of == errc::ipv6_malformed) {
    return " is not an address";
  }
  if (of == errc::multicast_address) {
    return " is a multicast address, which no machine has as its own";
  }
  if (of == errc::broadcast_address) {
    return " is a broadcast address, which no machine has as its own";
  }
  return ": " + of.message();
}

}  // namespace

result<asio::ip::address> read_local_address(std::string_view text) {
  auto out = read_address(text);
  if (!out) return out;
  if (const auto reason = reason_not_to_connect(*out)) return failed(reason);
  if (is_broadcast_here(*out)) return failed(errc::broadcast_address);
  if (lacks_zone(*out)) return failed(errc::zone_missing);
  return out;
}

asio::ip::address local_address_of(std::string_view option, std::string_view text) {
  const auto out = read_local_address(text);
  if (out) return *out;
  throw std::invalid_argument(
      fmt::format("{}: {}{}", option, in_quotes(text), fault_text(out.error())));
}

}  // namespace tmss10
