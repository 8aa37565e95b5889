// SPDX-License-Identifier: MIT
#pragma once

#include "path_ports.hpp"
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/dial_settings.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tmss10 {

struct data_look_limits {
  /// The slowest answer so far.
  std::chrono::steady_clock::duration slowest{0};
  /// So many connections may be made; at least one.
  std::size_t connections = 1;
  /// Whether data is sent from several ports: not needed where it is known already that
  /// connections take several ways.
  bool other_ports = true;
  /// Says which source ports take different ways.
  router_survey routers = {};
};

struct data_look {
  /// Why data does not arrive on the first connection; none when it does, or there is no
  /// greeting.
  std::optional<failure> why = {};
  /// How many connections were made, or tried.
  std::size_t connections = 0;
  /// The source port of one on which data does not arrive; 0: it does on all.
  std::uint16_t lost_port = 0;
  /// One of them could not be made; its source port, 0 if that is not known.
  bool had_no_connection = false;
  std::uint16_t closed_port = 0;
};

/// Finds out whether data gets through on connections to the target of a path that ends
/// there, and if not, up to which hop. Sends nothing before a valid greeting. Fills in
/// what the path has of data, in about 5 s at most, or in more if the slowest answer so
/// far took long; sooner when `limit` is tripped.
[[nodiscard]] asio::awaitable<data_look> look_at_data(dial_settings settings,
                                                      asio::ip::tcp::endpoint to,
                                                      const site_key& key, path& into,
                                                      data_look_limits limits,
                                                      watchdog& limit);

}  // namespace tmss10
