// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/idle_limit.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace tmss10 {

/// Finds out how long a connection may be idle: which times to try next, judging by what
/// became of the ones before. It opens no connection and reads no clock.
///
/// Nothing is believed after one look: a range is complete only when it is narrow (within
/// 10 % or 1 s, whichever is more) and its upper end has failed twice, of which an end
/// that names itself counts once a round: a restart ends all connections at one moment.
class idle_search {
 public:
  using duration = std::chrono::nanoseconds;

  /// Connections in a round that narrows the range. One more tries its upper end again.
  static constexpr std::size_t points = 8;
  /// More rounds are of no use: four narrow a range of a year, and the rest is for
  /// connections that failed for other reasons.
  static constexpr std::size_t most_rounds = 8;
  /// The same with fewer connections than points: one alone takes eleven.
  static constexpr std::size_t most_small_rounds = 16;

  /// Looks for a limit up to `longest`, which is above zero.
  explicit idle_search(duration longest);

  /// Begins a round of at most so many connections, and returns how many it is to have;
  /// none when there is nothing left to find out, or nothing more comes of trying.
  [[nodiscard]] std::size_t begin_round(std::size_t most = points + 1);

  /// The idle times to try in this round, in ascending order, with so many connections:
  /// those that could be made. There may be fewer times than connections.
  [[nodiscard]] std::vector<duration> times(std::size_t connections) const;

  /// The end of a connection of this round.
  void take(const idle_sample& one);

  /// Whether a connection that is to be idle so long, and still is, can tell anything
  /// new in this round. One that can't need not be waited for.
  [[nodiscard]] bool needs(duration idle) const;

  /// What is known. Right at any moment.
  [[nodiscard]] idle_range range() const;

  /// What is left, if no connection ends that lives so far: of this round, which has gone
  /// on for `waited` and awaits these, and of the next one, where there must be one.
  /// Where silence is expected, because it has come before or an answer is overdue, that
  /// takes `reply_limit` more.
  [[nodiscard]] duration remaining(const std::vector<duration>& awaited, duration waited,
                                   duration reply_limit) const;

 private:
  struct noted {
    idle_sample what;
    std::size_t round = 0;
  };

  /// The shortest time after which a connection had ended.
  [[nodiscard]] const noted* first_failure() const;
  [[nodiscard]] duration lived_below(duration limit) const;
  [[nodiscard]] bool is_narrow() const;
  [[nodiscard]] bool is_confirmed() const;
  /// How long a connection lived although another had ended sooner.
  [[nodiscard]] std::optional<duration> contradiction() const;
  [[nodiscard]] bool is_done() const;

  duration longest_;
  std::vector<noted> samples_;
  std::size_t round_ = 0;
};

}  // namespace tmss10
