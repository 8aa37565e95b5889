// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/occurrence.hpp>
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace tmss10 {

/// A line about an event, without an end.
struct event_line {
  std::chrono::system_clock::time_point at;
  std::string text;
};

/// The last events of a run, for whoever wants to know what exactly happened. The events
/// themselves are kept, since most of them make way for later ones before anybody reads
/// their lines.
class recent_events {
 public:
  static constexpr std::size_t most_kept = 2000;

  /// Of an examination, what its parts found is there without its meaning: the verdict is
  /// of all of them.
  explicit recent_events(bool is_examination)
      : before_({.verbose = true, .examines = is_examination}) {}

  void add(const ping_event& happened, std::chrono::system_clock::time_point at);

  /// In order; of some there are several, of a path for example.
  [[nodiscard]] std::vector<event_line> lines() const;
  /// Events that made way for others.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  struct one_event {
    std::chrono::system_clock::time_point at;
    ping_event what;
  };

  std::deque<one_event> kept_;
  std::uint64_t dropped_ = 0;
  text_report before_;  // knows the peer of those that were dropped
};

}  // namespace tmss10
