// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/net/local_end.hpp>

#include <asio/any_io_executor.hpp>
#include <asio/ip/address.hpp>

#include <cstdint>
#include <optional>

namespace tmss10 {

/// What this system believes of the sizes of packets towards an address.
struct path_mtu {
  /// The largest that gets there: that of the interface or the route, or what ICMP
  /// messages have said since (IP_MTU, IPV6_MTU).
  std::optional<std::uint32_t> believed;
  /// Of the interface that has the local address.
  std::optional<std::uint32_t> of_interface;
};

/// Asks the system, which sends nothing. Empty where it does not tell (only Linux does).
[[nodiscard]] path_mtu path_mtu_towards(const asio::ip::address& to,
                                        const local_end& from);

/// path_mtu::believed alone, which takes a tenth of the time: to find the interface, the
/// system is asked for all of them. The socket for that is one of `executor`.
[[nodiscard]] std::optional<std::uint32_t> believed_path_mtu(
    const asio::any_io_executor& executor, const asio::ip::address& to,
    const local_end& from);

/// Whether TCP here sends smaller segments after a while when large ones do not arrive
/// (net.ipv4.tcp_mtu_probing).
[[nodiscard]] bool probes_mtu();

}  // namespace tmss10
