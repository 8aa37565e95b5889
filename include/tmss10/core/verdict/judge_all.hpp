// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/verdict.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace tmss10 {

/// A target of several, as judge() has it of this target alone.
struct judged_target {
  std::string name;
  verdict judged;
};

/// How a run with several targets ended.
struct end_of_all {
  /// `hung_up`, `interrupted` or `terminated` when a signal ended it.
  std::optional<exit_code> signal = {};
  /// Targets that were not begun by then, and are not among those that were judged.
  std::uint64_t not_begun = 0;
  /// --min-ok: with so many targets that are ok, the others do not count.
  std::optional<std::uint64_t> min_ok = {};
  /// As in run_end.
  bool reader_gone = false;
  bool broken = false;
  bool is_plugin = false;
};

/// The verdict on all: 0 when every target deserves it, otherwise the one code that all
/// targets which are not 0 share, otherwise 1. With --min-ok, 0 or 12.
///
/// A target without any result when a signal ends the run has the signal's code. It
/// counts only where every result is 0, so that a script never reads 0 of targets that
/// were not tried, and reads of a failure that is known.
///
/// With --until-up, it is 0 when every target is up. With --until-down, one that is down
/// is enough: judge each target with `has_come` as it is of the whole run.
///
/// For a plugin it is the worst state: critical, warning, unknown, ok, as in the
/// Monitoring Plugins' max_state_alt(). With --min-ok it is critical or ok.
[[nodiscard]] verdict judge_all(const end_of_all& end,
                                std::span<const judged_target> targets);

}  // namespace tmss10
