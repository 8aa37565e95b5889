// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// What became of a connection that was idle.
enum class idle_end {
  survived,       ///< the ping after it was answered
  silence,        ///< the ping after it was not, while a new connection worked
  reset,          ///< a reset (RST)
  closed,         ///< the end of the stream (FIN), without a close message
  close_message,  ///< the responder's own close message
};

/// One connection that was idle.
struct idle_sample {
  /// Of one that survived, the time for which it was idle at least; of all others, at
  /// most.
  std::chrono::nanoseconds idle{0};
  idle_end end = idle_end::survived;
  /// Whether it ended by itself, at that very moment, not when something was sent again.
  bool while_idle = false;
};

/// How long a connection may be idle, as far as it is known.
struct idle_range {
  /// What --idle-limit asked for.
  std::chrono::nanoseconds asked{0};
  /// The longest time that connections survived, and none shorter failed.
  std::chrono::nanoseconds survived{0};
  /// The shortest after which one had ended; none when none had.
  std::optional<std::chrono::nanoseconds> ended;
  /// How that one ended, and whether by itself.
  idle_end how = idle_end::survived;
  bool while_idle = false;
  /// Whether a second look has shown the same.
  bool confirmed = false;
  /// A longer time that another connection survived all the same.
  std::optional<std::chrono::nanoseconds> survived_longer;
  /// False when it was stopped before the range was narrow and confirmed.
  bool complete = false;
  /// Whether a signal stopped it.
  bool was_interrupted = false;
  /// As many connections as the responder admitted at a time, if it was too busy for more
  /// of those that were wanted.
  std::optional<std::size_t> admitted;
  std::size_t connections = 0;  ///< those whose end is known
  std::size_t rounds = 0;
  /// Host and port of the target and, if there was one, of the proxy.
  std::string target;
  std::string proxy;

  /// Whether there is a limit. Connections that end by themselves, seen once, show none:
  /// a restart ends all of them at one moment.
  [[nodiscard]] bool is_limited() const { return ended && (confirmed || !while_idle); }
};

/// How far the search is.
struct idle_progress {
  enum class step {
    round,    ///< a round begins: its connections are made
    decided,  ///< the end of a connection is known: `last`
    waiting,  ///< nothing but time has passed
  };
  step what = step::waiting;
  std::size_t round = 1;
  /// The idle times of this round that nothing is known of yet, in ascending order.
  std::vector<std::chrono::nanoseconds> awaited;
  /// Since the round began.
  std::chrono::nanoseconds waited{0};
  /// What is left, if none of them ends before its time.
  std::chrono::nanoseconds remaining{0};
  idle_sample last = {};
  idle_range so_far = {};
};

}  // namespace tmss10
