// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/metrics/metric_label.hpp>
#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/findings.hpp>
#include <tmss10/core/run/run_facts.hpp>
#include <tmss10/core/run/run_figures.hpp>
#include <tmss10/core/verdict/verdict.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {

/// What became of several targets together.
struct targets_outcome {
  std::uint64_t ok = 0;
  std::uint64_t over_limit = 0;
  std::uint64_t lossy = 0;
  std::uint64_t failed = 0;
  /// A signal came before anything was known of them, or before they were begun.
  std::uint64_t unfinished = 0;
  std::uint64_t transmitted = 0;
  std::uint64_t received = 0;
  std::uint64_t lost = 0;
  std::uint64_t unsent = 0;

  [[nodiscard]] std::uint64_t targets() const {
    return ok + over_limit + lossy + failed + unfinished;
  }
};

/// A whole run, for the reports that programs read: what was tried, its figures, and how
/// it ended.
struct run_outcome {
  /// The target as it was typed, but an IPv4 address as four decimal numbers. Empty where
  /// the command line is wrong and does not say which.
  std::string host;
  /// 0: not known, because the command line is wrong there.
  std::uint16_t port = 0;
  /// "host:port" of the proxy without credentials; empty when it went there directly.
  std::string proxy;
  /// Besides target and port, what tells its figures from those of other runs.
  std::vector<metric_label> labels;
  run_figures figures;
  /// What the program ends with, or would if it ended now.
  verdict judged;
  /// What is told on standard error, if anything.
  std::optional<failure> why;
  /// That the target is down, when the run waited for that; empty otherwise.
  std::string came;
  /// What was warned of, when that was not told on standard error.
  std::vector<std::string> warnings;
  /// What an examination has found; none without one.
  std::optional<findings> examined = {};
  /// With --baseline: the earlier run, and this one.
  std::optional<compared_runs> compared = {};
  /// What was wrong on this machine (an option, a file), in words, when that ended the
  /// run or kept it from starting; empty otherwise.
  std::string error;
  /// Whether there was a run. A target of several may get no turn.
  bool was_begun = true;
  /// Of a run with several targets: then nothing else is known but the verdict, what was
  /// warned of and the error.
  std::optional<targets_outcome> all = {};
};

}  // namespace tmss10
