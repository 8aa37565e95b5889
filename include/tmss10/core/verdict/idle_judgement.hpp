// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/idle_limit.hpp>

#include <chrono>
#include <string>

namespace tmss10 {

/// What an idle limit means, in words.
struct idle_judgement {
  /// What was found, in one to three sentences.
  std::string sentence;
  /// What to ask for, or to set; empty where there is nothing to do.
  std::string advice;
  /// For standard error: that there is a limit below what was asked for, or that nobody
  /// knows, unless a signal is why; empty if neither.
  std::string shortfall;
  /// What made the search longer than it has to be; empty if nothing did.
  std::string note;
};

/// Of a range of which something is known. Its times are rounded to the safe side: what
/// was survived, down; what was not, up.
[[nodiscard]] idle_judgement judge_idle(const idle_range& found);

/// "0.85 s", "3.2 s", "305 s": a time that was survived, rounded down.
[[nodiscard]] std::string idle_at_least(std::chrono::nanoseconds value);
/// A time that was not, rounded up.
[[nodiscard]] std::string idle_at_most(std::chrono::nanoseconds value);
/// The very moment of an end, to the nearest.
[[nodiscard]] std::string idle_exactly(std::chrono::nanoseconds value);

}  // namespace tmss10
