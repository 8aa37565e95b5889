// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <asio/ip/address.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// What the system says of a network interface.
struct network_interface {
  /// The zone of its link-local IPv6 addresses (RFC 4007, section 6).
  std::uint32_t number = 0;
  /// Whether it is switched on, and connected to a network.
  bool is_running = false;
  std::vector<asio::ip::address> addresses;
};

/// Looks it up by its name; on Windows by the name that the user sees (`Ethernet 2`), or
/// by its number. Fails with interface_not_here, or with the system's code.
[[nodiscard]] result<network_interface> find_interface(const std::string& name);

/// The name of the interface that has an address, on Windows the one that the user sees;
/// empty if none has it, or the system does not tell. Asks the system each time.
[[nodiscard]] std::string interface_with(const asio::ip::address& address);

/// The addresses of all interfaces; none if the system does not tell. Asks it each time.
[[nodiscard]] std::vector<asio::ip::address> addresses_of_machine();

/// Whether it has an address of that address' family.
[[nodiscard]] bool has_address_for(const network_interface& from,
                                   const asio::ip::address& to);

/// The address of the interface to connect to that address from: of the same family, and
/// link-local only if there is no other or `to` is link-local as well (RFC 6724,
/// section 5, rule 2). None: it has no such address.
[[nodiscard]] std::optional<asio::ip::address> address_towards(
    const network_interface& from, const asio::ip::address& to);

/// Throws std::invalid_argument naming the option and the value if no interface of any
/// machine with this system can have that name.
void check_interface_name(std::string_view option, std::string_view name);

}  // namespace tmss10
