// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/tunnel.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <tl/expected.hpp>

#include <chrono>
#include <functional>

namespace tmss10 {

/// A connection to the target, and how it came about.
struct reached {
  dialled connection;
  /// The target's first bytes, if a proxy's reply came together with them.
  bytes early = {};
  /// What the connection took, and the proxy's tunnel if there is one; not the look-up,
  /// nor the attempts at other addresses.
  std::chrono::nanoseconds took{0};
};

/// Gets from a name to a TCP connection: looks it up, connects to one of its addresses
/// (connect_race.hpp), and asks for a tunnel if that is a proxy. Tells event::connecting,
/// then each stage's event, with event::attempt for each address that was tried. Returns
/// the connection, or the failure; errc::stopped when `limit` was tripped.
[[nodiscard]] asio::awaitable<tl::expected<reached, failure>> dial(
    dial_settings settings, watchdog& limit,
    const std::function<void(const ping_event&)>& tell);

}  // namespace tmss10
