// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/tally.hpp>

#include <chrono>
#include <cstddef>
#include <functional>

namespace tmss10 {

/// Counts the events of a run, and passes them on to whoever listens.
class event_feed {
 public:
  using listener = std::function<void(const ping_event&)>;
  using time_point = std::chrono::steady_clock::time_point;

  /// The feed of the target with that number.
  explicit event_feed(listener to, std::size_t target = 0);

  /// An event that happened at that time.
  void tell(ping_event happened, time_point at);

  /// A hold-up is counted at once, and passed on before the next event: it is noticed
  /// between reading the clock and reading a socket, where no listener may take its time.
  void note(const event::held_up& what, time_point at);

  /// Passes on what was noted, at the end of a run.
  void flush();

  [[nodiscard]] const statistics& totals() const { return counted_.totals(); }

 private:
  listener to_;
  std::size_t target_;
  tally counted_;
  event::held_up noted_;  // all since the last event
};

}  // namespace tmss10
