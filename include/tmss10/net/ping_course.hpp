// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/packet.hpp>
#include <tmss10/core/ping_event.hpp>
#include <tmss10/core/ping_payloads.hpp>
#include <tmss10/core/ping_schedule.hpp>
#include <tmss10/core/stall.hpp>
#include <tmss10/core/statistics.hpp>

#include <asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace tmss10 {

/// The pings of a run, whichever connection they go over.
struct ping_course {
  /// None: until stopped.
  std::optional<std::uint64_t> count;
  std::chrono::nanoseconds reply_timeout{0};
  ping_schedule schedule;
  ping_payloads payloads;
  std::function<void(const ping_event&)> tell;
  /// Whether what the system knows of the connection says something of the target.
  bool direct = true;
  /// Whether another connection works, asked while nothing gets through on this one.
  std::function<asio::awaitable<bool>()> probe;
  /// Ends that at once.
  std::function<void()> stop_probe;

  packet_codec codec = {};
  statistics totals = {};
  /// Why the last ping that was not answered in time was not.
  stall seen = stall::unknown;
  /// What the system knew of the connection last; zeros where it does not tell.
  tcp_facts kernel = {};

  [[nodiscard]] bool all_sent() const { return count && totals.transmitted >= *count; }
};

}  // namespace tmss10
