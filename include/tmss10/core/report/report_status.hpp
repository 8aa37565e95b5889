// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace tmss10 {

struct status_style {
  /// Bars of block elements (U+2581 to U+2588); without, of ASCII characters.
  bool block_elements = false;
  bool color = false;
};

/// A run that goes on, on one line: "12 sent, 1 lost, last 0.31 ms, p95 0.45 ms ▂▂█x▂".
/// The bars are the last pings, the newest last; one that is twice as high took twice as
/// long, and an 'x' was lost. While an idle limit is looked for, the line is about that.
class status_report {
 public:
  explicit status_report(status_style style) : style_(style) {}

  /// Takes note of a ping that was decided. True when the line has changed.
  bool on(const ping_event& happened);

  /// Whether there is something to show.
  [[nodiscard]] bool has_line(const statistics& totals) const {
    return idle_ || totals.transmitted > 0;
  }

  /// The line, in at most `columns` columns, without an end.
  [[nodiscard]] std::string line(const statistics& totals, std::size_t columns) const;

 private:
  /// A round-trip time, or none: lost.
  using decided = std::optional<std::chrono::nanoseconds>;

  void add(decided ping);
  [[nodiscard]] std::string bars(std::size_t columns) const;

  status_style style_;
  std::deque<decided> last_;
  std::shared_ptr<const idle_progress> idle_;  // while that is looked for
};

}  // namespace tmss10
