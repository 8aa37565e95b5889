// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/duration_buckets.hpp>
#include <tmss10/core/run/failure.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

struct path;

/// What each stage of a connection took; none for those that were not reached, or that
/// failed.
class stage_durations {
 public:
  static constexpr std::size_t count = static_cast<std::size_t>(stage::exchange) + 1;

  [[nodiscard]] std::optional<std::chrono::nanoseconds>& operator[](stage of) {
    return took_.at(static_cast<std::size_t>(of));
  }
  [[nodiscard]] const std::optional<std::chrono::nanoseconds>& operator[](
      stage of) const {
    return took_.at(static_cast<std::size_t>(of));
  }

 private:
  std::array<std::optional<std::chrono::nanoseconds>, count> took_{};
};

/// What is known of one probe, besides its run_outcome.
struct probe_facts {
  /// From its start to its end.
  std::chrono::nanoseconds took{0};
  /// Of the last connection that it tried to make; of the exchange, from the first ping
  /// to the last one that was decided. A probe over a connection that was kept has only
  /// that.
  stage_durations stages;
  /// What was connected to, or tried last, of the target or its proxy; empty as long as
  /// there is none.
  std::string address = {};
  /// Of the pings that were answered.
  duration_buckets round_trips;
  /// How far connection requests get (core/run/path.hpp); null: nobody asked.
  std::shared_ptr<const path> way = {};
  /// How long that look took, look-up and all; none: nobody asked.
  std::optional<std::chrono::nanoseconds> way_took = {};
  /// The largest packet that the system believes to get there, in bytes; none where it
  /// does not tell, and of a bare connection, which has none to carry.
  std::optional<std::uint32_t> path_mtu = {};
  /// How long the session has been open at the end of the probe, of a module that keeps
  /// it; none otherwise.
  std::optional<std::chrono::nanoseconds> session_age = {};
};

}  // namespace tmss10
