// SPDX-License-Identifier: MIT
#pragma once

#include "path_connection.hpp"
#include <tmss10/core/wire/key.hpp>
#include <tmss10/net/local_end.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <vector>

namespace tmss10 {

/// What became of a connection that was to carry data.
enum class trial_end {
  /// It could not be made.
  no_connection,
  /// There was no session, for a reason that says nothing of the path.
  unknown,
  arrived,
  vanished,
  reset,
};

struct data_trial {
  std::uint16_t local_port = 0;
  trial_end end = trial_end::unknown;
  /// Which data did not arrive.
  lost_data which = lost_data::handshake;
};

/// Makes connections from those source ports at once, 0 for one of the system's choice,
/// and sends a ping on each. Ends when it is known what became of all, after `most` at
/// the latest, or when `limit` is tripped.
[[nodiscard]] asio::awaitable<std::vector<data_trial>> try_data(
    const std::vector<std::uint16_t>& ports, local_end from, asio::ip::tcp::endpoint to,
    const site_key& key, std::chrono::steady_clock::duration most, watchdog& limit);

}  // namespace tmss10
