// SPDX-License-Identifier: MIT
#pragma once

#include "run_watch.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>
#include <tmss10/net/ping/pinging.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace tmss10 {

/// The run of one target at one moment, with all that its verdict depends on.
struct run_so_far {
  const ping_options& options;
  const pinging& pings;
  const run_watch& watch;
  /// "host:port" of the proxy; empty without one.
  const std::string& proxy;
  std::chrono::system_clock::time_point began = {};
  /// What the pings ended with, if they have ended.
  const std::optional<failure>& failed;
  /// `hung_up`, `interrupted` or `terminated` if a signal has come.
  std::optional<exit_code> signal = {};
  /// What shortfall_of() said of it; empty if nothing.
  std::string shortfall = {};
  /// What compare() said got worse; empty if nothing.
  std::string worse = {};
  /// Whether nobody reads standard output any more.
  bool reader_gone = false;
};

[[nodiscard]] run_figures figures_of(const run_so_far& run);

[[nodiscard]] verdict verdict_of(const run_so_far& run);

/// All but its verdict and what was warned of.
[[nodiscard]] run_outcome outcome_of(const run_so_far& run);

/// Takes a reason away that needs no word once the verdict is known: a deadline that kept
/// nothing from being as it should, and losses with their connection unless they decide.
void drop_needless_reason(run_outcome& outcome);

}  // namespace tmss10
