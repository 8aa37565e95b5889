// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/hold_up.hpp>
#include <tmss10/core/run/ping_schedule.hpp>
#include <tmss10/core/run/statistics.hpp>
#include <tmss10/net/event_feed.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <system_error>

namespace tmss10 {

/// Which pings of a run are due and when, and what is told of them. Each has a number,
/// also one that could not be sent.
struct due_pings {
  using clock = std::chrono::steady_clock;

  /// None: until stopped.
  std::optional<std::uint64_t> count;
  ping_schedule schedule;
  event_feed events;
  /// Whether the run was stopped: who does that while pings are told hears no more.
  bool is_over = false;

  [[nodiscard]] const statistics& totals() const { return events.totals(); }
  [[nodiscard]] std::uint64_t next_sequence() const { return totals().due() + 1; }
  /// The pings that are still to come; none when the run has no count.
  [[nodiscard]] std::optional<std::uint64_t> left() const;
  [[nodiscard]] bool all_were_due() const { return left() == 0; }

  /// Notes a hold-up of this program. The slots that went by in it are no pings.
  void held_up(const hold_up& at);

  /// Tells that the pings which were due by now could not be sent, and why.
  void give_up(clock::time_point now, std::error_code reason);
  /// Tells the same of all pings that would have been due by `until`; without a schedule,
  /// of all that are left, but of no more than outstanding_pings::most.
  void give_up_rest(clock::time_point now, clock::time_point until,
                    std::error_code reason);
  /// The same when there is a connection now: the last one of them is still to be sent.
  void give_up_but_last(clock::time_point now, std::error_code reason);

 private:
  void tell_unsent(std::uint64_t pings, clock::time_point due, clock::time_point now,
                   std::error_code reason);
};

}  // namespace tmss10
