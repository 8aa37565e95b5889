// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

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
  };
  struct given_up {
    std::uint64_t sequence = 0;
    duration waited{};
  };

  void sent(std::uint64_t sequence, time_point at);

  /// The ping that the next response answers, whenever it comes. None: none is due.
  [[nodiscard]] std::optional<std::uint64_t> next_answered() const;

  /// The ping that a response arriving now answers. None: nobody asked. Call expire()
  /// until it is empty first, so that a ping is told as lost before it is told as late.
  [[nodiscard]] std::optional<answered> take_answered(time_point now);

  /// The next ping whose time-out has passed; it keeps its place in the order. None:
  /// nothing more to give up.
  [[nodiscard]] std::optional<given_up> expire(time_point now);

  /// The connection is gone: the next ping that was still waiting. None: all are told,
  /// and nothing is outstanding.
  [[nodiscard]] std::optional<given_up> abandon(time_point now);

  /// When the oldest waiting ping will be given up.
  [[nodiscard]] std::optional<time_point> next_expiry() const;

  /// Pings that may still be answered in time.
  [[nodiscard]] std::size_t waiting() const { return pings_.size() - given_up_; }
  [[nodiscard]] bool full() const { return pings_.size() >= most; }

 private:
  struct ping {
    std::uint64_t sequence;
    time_point at;
  };

  duration timeout_;
  std::deque<ping> pings_;
  std::size_t given_up_ = 0;  // so many at the front
};

}  // namespace tmss10
