// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <asio/ip/tcp.hpp>

#include <cstdint>
#include <optional>
#include <system_error>

namespace tmss10 {

/// An ICMP error in place of a connection, and the system's code for it.
struct icmp_refusal {
  icmp_error what;
  std::error_code error;
  /// What was left of its own hop limit, after keep_hops_left (hop_limit.hpp).
  std::optional<std::uint8_t> hops_left = {};
};

/// Asks the system to keep what ICMP says of a connection request on that socket, which
/// is open for that protocol, and not connected yet. Does nothing where the system has no such thing: there,
/// as everywhere but on Linux and on Windows (10, version 2004), an ICMP error is a code
/// without a sender.
void keep_icmp_errors(asio::ip::tcp::socket& socket, const asio::ip::tcp& protocol);

/// The end of that, to be called once it is connected: TCP would otherwise give up at
/// once because of errors that it can survive (RFC 1122, section 4.2.3.9).
void keep_no_icmp_errors(asio::ip::tcp::socket& socket, const asio::ip::tcp& protocol);

/// The first of the errors that were kept; none if there is none. To be called once the
/// connection request has ended: it also takes the socket's error away.
[[nodiscard]] std::optional<icmp_refusal> take_icmp_error(asio::ip::tcp::socket& socket);

}  // namespace tmss10
