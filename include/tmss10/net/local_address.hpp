// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/errc.hpp>

#include <asio/ip/address.hpp>

#include <string>
#include <string_view>

namespace tmss10 {

/// Reads an address to bind a socket to. Whether this machine has it is not looked at.
/// Fails like read_address, and for an address that no machine can have as its own:
/// with multicast_address, with broadcast_address (that of a network only if this machine
/// is part of it), and with zone_missing for a link-local one without its zone.
[[nodiscard]] result<asio::ip::address> read_local_address(std::string_view text);

/// The same for the value of an option, such as "--source". Throws std::invalid_argument
/// naming the option, the value and what is wrong with it.
[[nodiscard]] asio::ip::address local_address_of(std::string_view option,
                                                 std::string_view text);

}  // namespace tmss10
