// SPDX-License-Identifier: MIT
// The input is a host argument or a logon string.
#include "script.hpp"
#include <tmss10/core/base/ipv6_notation.hpp>
#include <tmss10/core/base/target.hpp>
#include <tmss10/net/address_text.hpp>

#include <string>

using namespace tmss10;

namespace {

void check(const result<target>& got) {
  if (!got) {
    fuzz::require(
        got.error() == errc::host_empty || got.error() == errc::host_malformed ||
            got.error() == errc::port_malformed || got.error() == errc::number_alone ||
            got.error() == errc::octal_address || got.error() == errc::ipv6_malformed ||
            got.error() == errc::brackets_without_ipv6,
        "a refusal has one of seven reasons");
    return;
  }
  fuzz::require(!got->host.empty() && got->host.size() <= 253, "a host has a length");
  fuzz::require(got->host.front() != '-', "a host is no option");
  fuzz::require(!fuzz::has_control_character(got->host),
                "a host has no control characters");
  fuzz::require(got->host.find_first_of(" \"'\\/@[]<>{}$`;&|") == std::string::npos,
                "a host has nothing that quotes or separates");
  fuzz::require(got->port != 0, "port 0 is refused");

  const bool v6 = got->host.find(':') != std::string::npos;
  const auto host = v6 ? "[" + got->host + "]" : got->host;
  const auto again = parse_target(host + ":" + std::to_string(got->port.value_or(1)));
  fuzz::require(again && again->host == got->host && again->port == got->port.value_or(1),
                "a target written out is the same target");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(std::as_bytes(std::span(data, size)));
  const auto as_target = parse_target(text);
  const auto as_logon = parse_logon(text);
  check(as_target);
  check(as_logon);
  if (text.find('@') == std::string_view::npos) {
    fuzz::require(as_target.has_value() == as_logon.has_value(),
                  "a logon without credentials is a target");
  } else {
    fuzz::require(!as_target, "a target has no credentials");
  }
  const auto address = read_address(text);
  fuzz::require(address || address.error() == errc::host_malformed ||
                    address.error() == errc::no_such_interface ||
                    address.error() == errc::number_alone ||
                    address.error() == errc::octal_address ||
                    address.error() == errc::ipv6_malformed ||
                    address.error() == errc::brackets_without_ipv6 ||
                    address.error() == errc::host_empty,
                "an address is refused for one of seven reasons");
  asio::error_code no_v6;
  const std::string plain(text.substr(0, text.find('\0')));
  static_cast<void>(asio::ip::make_address_v6(plain, no_v6));
  fuzz::require(plain.find('%') != std::string::npos || plain.size() < text.size() ||
                    !no_v6 == !reason_not_ipv6(plain),
                "an IPv6 address is what the system takes for one");
  fuzz::require(!address || read_address(address->to_string()) == address,
                "an address written out is the same address");
  const auto port = parse_port(text);
  fuzz::require(!port || std::stoul(std::string(text)) == *port, "a port is its digits");
  return 0;
}
