// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/exporter/answer_counts.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// What an exporter counts of its own work.
struct exporter_counters {
  using wall_time = std::chrono::system_clock::time_point;

  /// Probes that were answered, by their result.
  std::uint64_t succeeded = 0;
  std::uint64_t failed = 0;
  /// Probes whose client went away before there was an answer.
  std::uint64_t abandoned = 0;

  /// Requests that were not probed: what is wrong with them, or that they may not have
  /// it.
  std::uint64_t malformed = 0;
  std::uint64_t not_allowed = 0;
  /// Requests of a page of another site, or for a host that is not this one.
  std::uint64_t foreign = 0;
  /// Probes that did not get their turn in time.
  std::uint64_t no_turn = 0;

  /// Answers of all kinds.
  answer_counts::figures answers = {};

  std::uint64_t running = 0;
  std::uint64_t waiting = 0;
  /// Targets whose counts are kept, and sessions that are open between probes.
  std::uint64_t targets = 0;
  std::uint64_t kept_sessions = 0;
  std::uint64_t modules = 0;

  wall_time started = {};
  /// The last time that files were loaded, and whether the last attempt failed.
  wall_time loaded = {};
  bool reload_failed = false;
  /// When the last probe began; none: nobody has asked yet.
  std::optional<wall_time> last_probe = {};
};

}  // namespace tmss10
