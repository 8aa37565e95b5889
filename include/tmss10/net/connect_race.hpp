// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/icmp_error.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/net/local_end.hpp>
#include <tmss10/net/resolve.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <system_error>

namespace tmss10 {

/// Puts the addresses in the order in which they are tried: the families take turns, the
/// first address's first (RFC 8305, section 4).
[[nodiscard]] endpoints interleave_families(endpoints from);

/// A TCP connection, and the address that was dialled: a peer that has reset it has no
/// other.
struct dialled {
  asio::ip::tcp::socket socket;
  std::string address;
  /// What this connection took, without the attempts before it and beside it.
  std::chrono::nanoseconds took{0};
  /// Whether the system has reported a reset with the connection: it does so once, and
  /// who reads finds an orderly end.
  bool was_reset = false;
};

/// Why there is no connection, the address that this says the most about, and what became
/// of the others.
struct no_connection {
  std::error_code error;
  std::string address;
  std::optional<icmp_error> icmp = {};
  failed_addresses others = {};
  /// How long all attempts took together.
  std::chrono::nanoseconds waited{0};
};

/// Connects to one of the candidates, of which there must be one. Another attempt starts
/// when the one before fails, or after connection_attempt_delay; the first to connect
/// wins (RFC 8305, section 5). All are made from the local end `from`, whose interface is
/// the zone of a link-local address without one. Returns the connection, with Nagle's
/// algorithm off; or the most telling of the failures: the system's code, or what it
/// means where it has several causes (multicast_address, broadcast_address, ipv6_off,
/// no_local_port, or that the local end can't be had: source_… and interface_…);
/// errc::timed_out when `longest` passed, errc::stopped when `limit` was tripped. When it
/// is decided, tells of each attempt, in the order in which they began; unless `limit` is
/// tripped.
[[nodiscard]] asio::awaitable<tl::expected<dialled, no_connection>> connect_to_one_of(
    endpoints candidates, local_end from, watchdog& limit, watchdog::duration longest,
    const std::function<void(const event::attempt&)>& tell);

}  // namespace tmss10
