// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/failure.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/net/resolve.hpp>
#include <tmss10/net/tunnel.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tmss10 {

struct dial_settings {
  std::string host;
  std::uint16_t port = default_port;
  address_family family = address_family::any;
  /// The local address to connect from; none: the system's choice.
  std::optional<std::string> source;
  std::optional<proxy_settings> proxy;
  /// An address of the host (of the proxy, if there is one) that is known already, so
  /// that nothing is looked up.
  std::optional<std::string> known_address;
  /// The limit of each of the other stages: the connection, the proxy's tunnel.
  watchdog::duration timeout{std::chrono::seconds(5)};
  watchdog::duration look_up_timeout{default_look_up_timeout};
};

/// A connection to the target, and how it came about.
struct reached {
  tunnel way;
  /// What the connection took, and the proxy's tunnel if there is one; not the look-up.
  std::chrono::nanoseconds took{0};
};

/// Gets from a name to a TCP connection: looks it up, connects to one of its addresses
/// (connect_race.hpp), and asks for a tunnel if that is a proxy. Tells event::connecting,
/// then each stage's event. Returns none and leaves the connection in `into`, or returns
/// the failure; errc::stopped when `limit` was tripped.
[[nodiscard]] asio::awaitable<std::optional<failure>> dial(
    dial_settings settings, reached& into, watchdog& limit,
    const std::function<void(const ping_event&)>& tell);

}  // namespace tmss10
