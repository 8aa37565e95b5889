// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_payloads.hpp>
#include <tmss10/core/run/silence_cause.hpp>
#include <tmss10/core/run/time_budget.hpp>
#include <tmss10/net/ping/due_pings.hpp>

#include <asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <optional>

namespace tmss10 {

/// What all connections of a run share.
struct run_state {
  using clock = std::chrono::steady_clock;

  due_pings due;
  std::chrono::nanoseconds reply_timeout{0};
  std::optional<time_budget> budget = {};
  ping_payloads payloads;
  /// Whether what the system knows of the connection says something of the target.
  bool direct = true;
  /// Whether the responder is asked at the end how it sees the connection.
  bool observe = false;
  /// Whether the connection stays open when the last ping has been answered.
  bool keep = false;
  /// Whether another connection works, asked while nothing gets through on this one.
  std::function<asio::awaitable<bool>()> probe;
  /// Ends that at once.
  std::function<void()> stop_probe;

  /// How long a ping that is sent then is waited for.
  [[nodiscard]] clock::duration reply_limit(clock::time_point at) const {
    return budget ? budget->limit(reply_timeout, at) : reply_timeout;
  }

  /// Notices a hold-up of this program until then, before anything is judged by the time.
  std::function<void(clock::time_point)> look = [](clock::time_point /*now*/) {};

  /// Why the last ping that was not answered in time was not.
  silence_cause seen = silence_cause::unknown;
  /// How long the slowest answer took, of those that were late for the same reason.
  std::chrono::nanoseconds slowest{0};
  /// What the system knew of the connection last; zeros where it does not tell.
  tcp_facts kernel = {};
};

}  // namespace tmss10
