// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

#include <chrono>
#include <optional>

namespace tmss10 {

/// An event, when it happened, and its failure in words if it is one. So a failure is
/// diagnosed once, however many reports tell of it.
struct occurrence {
  /// `happened` must outlive it.
  occurrence(const ping_event& happened, std::chrono::system_clock::time_point when);
  occurrence(ping_event&& happened, std::chrono::system_clock::time_point when) = delete;

  const ping_event& what;
  std::chrono::system_clock::time_point at;
  /// Of event::not_connected and event::connection_failed.
  std::optional<diagnosis> told;
};

}  // namespace tmss10
