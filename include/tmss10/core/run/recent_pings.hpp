// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace tmss10 {

/// What became of a ping, as far as a picture of the last ones shows it.
enum class ping_result : std::uint8_t {
  answered,
  /// Not answered in time, answered wrong, or not connected.
  lost,
  /// Due while there was no connection.
  unsent,
  /// Nobody knows when it was answered, or it was not sent: this program was held up.
  held_up,
};

/// The last pings of one target that were decided, two bytes each: thousands of targets
/// are shown at once.
class recent_pings {
 public:
  /// As many as a wide terminal shows.
  static constexpr std::size_t most_kept = 112;

  struct ping {
    ping_result result = ping_result::answered;
    /// Of an answered one, right to within 0.1 % and 1 µs; zero of others.
    std::chrono::nanoseconds round_trip{0};
  };

  /// Takes note of an event. Late answers change nothing: they were lost before.
  void on(const ping_event& happened);

  [[nodiscard]] std::size_t count() const { return count_; }
  /// One of them: 0 is the newest. `age` must be less than count().
  [[nodiscard]] ping at(std::size_t age) const;
  /// Those that were lost or not sent.
  [[nodiscard]] std::size_t missed() const { return missed_; }
  /// The time of the newest one that was answered in a known time; none without one. It
  /// is exact.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> last_round_trip() const;

 private:
  struct to_result;

  void add(ping what);

  std::chrono::nanoseconds last_{-1};
  std::array<std::uint16_t, most_kept> kept_{};
  std::uint8_t next_ = 0;
  std::uint8_t count_ = 0;
  std::uint8_t missed_ = 0;
};

}  // namespace tmss10
