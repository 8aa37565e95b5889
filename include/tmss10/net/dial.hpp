// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/diagnosis.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_options.hpp>
#include <tmss10/net/connect_race.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>

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
  /// The limit of the look-up, and of the connection.
  watchdog::duration timeout{std::chrono::seconds(5)};
};

/// Gets from a name to a TCP connection: looks it up, and connects to one of its
/// addresses (connect_race.hpp). Tells event::resolved and event::connected. Returns none
/// and leaves the connection in `into`, or returns the failure; errc::stopped when
/// `limit` was tripped.
[[nodiscard]] asio::awaitable<std::optional<failure>> dial(
    dial_settings settings, dialled& into, watchdog& limit,
    const std::function<void(const ping_event&)>& tell);

}  // namespace tmss10
