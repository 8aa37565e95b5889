// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <chrono>
#include <cstdint>
#include <system_error>

namespace tmss10 {

/// How the pings of one target were lost that were sent: how many of each kind.
struct loss_kinds {
  /// Not answered in time, and the longest wait for one of them.
  std::uint64_t unanswered = 0;
  std::chrono::nanoseconds longest_wait{0};
  /// Lost with their connection, and why the last one ended.
  std::uint64_t cut_off = 0;
  std::error_code end;
  /// Answered wrong, and in which way the last one was.
  std::uint64_t answered_wrong = 0;
  std::error_code fault;

  /// Takes note of an event. Pings that are connections are not meant: statistics::failed
  /// has the reasons of these.
  void on(const ping_event& happened);
};

}  // namespace tmss10
