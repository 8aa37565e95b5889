// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/hold_up.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tmss10 {

/// The pings of one connection that have no answer yet, in the order in which they were
/// sent, which is the order in which their answers come. It reads no clock: every call
/// says what time it is.
class outstanding_pings {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// How many pings may be without an answer on one connection, so that a mute peer costs
  /// bounded memory.
  static constexpr std::size_t most = 65'536;

  explicit outstanding_pings(duration timeout) : timeout_(timeout) {}

  struct answered {
    std::uint64_t sequence = 0;
    duration round_trip{};
    bool late = false;  ///< it had been given up before
    /// In time for all that is known, but when it came is not: the program was held up
    /// meanwhile, and the round trip includes that.
    bool noticed_late = false;
  };
  struct given_up {
    std::uint64_t sequence = 0;
    duration waited{};
    duration held_up{};  ///< the part of it in which the program did not run
  };

  /// One that is sent then.
  void sent(std::uint64_t sequence, time_point at) { sent(sequence, at, timeout_); }
  /// One with a time-out of its own, which is no longer than that of the others.
  void sent(std::uint64_t sequence, time_point at, duration timeout);

  /// The ping that the next response answers, whenever it comes. None: none is due.
  [[nodiscard]] std::optional<std::uint64_t> next_answered() const;

  /// The ping that a response which is read now answers. None: nobody asked. Whoever
  /// reads it may be late; so a ping that expire() has not given up is answered in time.
  [[nodiscard]] std::optional<answered> take_answered(time_point now);

  /// The next ping whose time-out has passed; it keeps its place in the order. None:
  /// nothing more to give up.
  [[nodiscard]] std::optional<given_up> expire(time_point now);

  /// The program was held up. The pings that waited meanwhile get a fresh look: what came
  /// for them is still to be read.
  void held_up(const hold_up& at);

  /// The same when there are bytes to be read at the time-out of a ping: it does not pass
  /// before they are. False: the oldest ping has had its fresh look.
  bool look_again(time_point now);

  /// The connection is gone: the next ping that was still waiting. None: all are told,
  /// and nothing is outstanding.
  [[nodiscard]] std::optional<given_up> abandon(time_point now);

  /// When the oldest waiting ping will be given up.
  [[nodiscard]] std::optional<time_point> next_expiry() const;

  /// How long the oldest waiting ping has waited, without the time in which the program
  /// was held up.
  [[nodiscard]] std::optional<duration> longest_wait(time_point now) const;

  /// Pings that may still be answered in time.
  [[nodiscard]] std::size_t waiting() const { return pings_.size() - first_waiting_; }
  [[nodiscard]] bool full() const { return pings_.size() - first_ >= most; }

 private:
  struct ping {
    std::uint64_t sequence;
    time_point at;
    time_point expiry;
    duration held_up{};
    bool noticed_late = false;
  };

  [[nodiscard]] static given_up given_up_at(time_point now, const ping& of);

  void drop_answered();

  duration timeout_;
  std::vector<ping> pings_;        // an empty deque would have memory
  std::size_t first_ = 0;          // those before it are answered
  std::size_t first_waiting_ = 0;  // those from first_ to it are given up
};

}  // namespace tmss10
