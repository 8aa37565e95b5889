// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/outages.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <system_error>
#include <vector>

namespace tmss10 {

/// How long a target was up and down, by the clock on the wall.
struct availability {
  struct period {
    std::chrono::system_clock::time_point begin;
    /// None: it goes on.
    std::optional<std::chrono::system_clock::time_point> end;
    /// Without what the program did not see because it was held up.
    std::chrono::nanoseconds length{0};
    std::error_code reason;
  };

  /// The times without an answer, in order, the one that goes on the last: as many as
  /// are kept (see outages).
  std::vector<period> outages;
  /// How many there were.
  std::uint64_t outage_count = 0;
  std::chrono::nanoseconds longest{0};
  std::chrono::nanoseconds down{0};
  std::chrono::nanoseconds up{0};

  /// Whether it is down now.
  [[nodiscard]] bool is_down() const { return !outages.empty() && !outages.back().end; }
  /// The share of the time in which it was up, 0 to 100. None: no ping was decided.
  [[nodiscard]] std::optional<double> percent() const;
};

/// What there is to say of it at that moment, by both clocks.
[[nodiscard]] availability availability_of(const outages& seen,
                                           std::chrono::steady_clock::time_point now,
                                           std::chrono::system_clock::time_point wall);

}  // namespace tmss10
