// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/availability.hpp>
#include <tmss10/core/run/silence_cause.hpp>
#include <tmss10/core/run/statistics.hpp>

#include <chrono>

namespace tmss10 {

/// What there is to say of a run, at one moment of it.
struct run_figures {
  statistics totals;
  availability target;
  /// When the run began.
  std::chrono::system_clock::time_point began;
  /// What the system knew of the last connection; zeros where it does not tell.
  tcp_facts kernel;
};

}  // namespace tmss10
