// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/size_search.hpp>
#include <tmss10/net/session.hpp>
#include <tmss10/net/watchdog.hpp>

#include <asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace tmss10 {

/// A packet of one size, to be sent or asked for over a session of its own.
struct size_probe {
  std::uint32_t size = 0;
  bool is_v6 = false;
  /// How long it may take until something has come back.
  watchdog::duration longest{0};
};

/// The largest packet that the system sends on a connection, or that it has asked the
/// peer for.
[[nodiscard]] std::uint32_t largest_there(const segment_facts& of, bool is_v6);
[[nodiscard]] std::uint32_t largest_back(const segment_facts& of, bool is_v6);

/// Sends a request that makes one packet of that size, whose answer is short. It has
/// arrived when TCP has its acknowledgement, or the answer. Ends the session. None:
/// nothing was learnt, because the connection ended or `limit` was tripped.
[[nodiscard]] asio::awaitable<std::optional<size_result>> probe_there(
    std::shared_ptr<session> over, size_probe what, watchdog& limit);

/// Sends a ping in small segments, whose answer begins with a packet of that size if the
/// session advertised the MSS for it (local_end::advertised_mss); otherwise the same.
[[nodiscard]] asio::awaitable<std::optional<size_result>> probe_back(
    std::shared_ptr<session> over, size_probe what, watchdog& limit);

}  // namespace tmss10
