// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>
#include <vector>

namespace tmss10 {

/// A time in which nothing was answered.
struct outage {
  std::chrono::steady_clock::time_point begin;
  /// None: it goes on.
  std::optional<std::chrono::steady_clock::time_point> end;
  /// The part of it in which this program did not run.
  std::chrono::steady_clock::duration held_up{0};
  /// Why no connection could be made; where one could, why the first ping was lost.
  std::error_code reason;

  /// Without what the program did not see.
  [[nodiscard]] std::chrono::steady_clock::duration length(
      std::chrono::steady_clock::time_point now) const {
    return end.value_or(now) - begin - held_up;
  }
};

/// The times in which nothing was answered: from when the first ping that was lost had
/// been sent, or from the last answer if that came later, to the next answer in time. It
/// reads no clock: every call says what time it is.
class outages {
 public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  /// So many of those that have ended are kept, the latest ones; all are counted.
  static constexpr std::size_t most_kept = 1000;

  /// A ping was due then; the first one begins the time that is up or down.
  void due(time_point at);
  /// A ping that was sent then is lost.
  void lost(time_point sent, std::error_code reason);
  /// A connection that was tried then, or pings were due from then on, is not made.
  void not_connected(time_point tried, std::error_code reason);
  /// A ping that was sent then is answered now.
  void answered(time_point sent, time_point now);

  /// The program did not run for so long: no part of any outage.
  void held_up(duration length);

  /// The longest so far, with the one that may still go on. Zero: there was none.
  [[nodiscard]] duration longest(time_point now) const;
  /// Those that have ended, in order, as far as they are kept.
  [[nodiscard]] const std::vector<outage>& ended() const { return ended_; }
  /// The one that goes on, if there is one.
  [[nodiscard]] const std::optional<outage>& going_on() const { return now_; }
  /// All, with the one that goes on.
  [[nodiscard]] std::uint64_t count() const { return count_ + (now_ ? 1 : 0); }
  /// The length of all together.
  [[nodiscard]] duration down(time_point now) const;
  /// The rest of the time since the first ping was due, without hold-ups.
  [[nodiscard]] duration up(time_point now) const;

 private:
  void begin(time_point sent);

  std::optional<outage> now_;
  bool connects_ = true;       // for all that is known of the one that goes on
  std::vector<outage> ended_;  // an empty deque would have memory
  std::uint64_t count_ = 0;    // those that have ended
  duration down_{0};           // of these
  duration longest_{0};
  time_point last_answer_ = time_point::min();
  std::optional<time_point> first_;  // when the first ping was due
  duration held_up_{0};              // since then
};

}  // namespace tmss10
