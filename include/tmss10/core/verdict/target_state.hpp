// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_outcome.hpp>

namespace tmss10 {

/// How a target of several came off, from best to worst.
enum class target_state {
  /// It deserves exit code 0.
  ok,
  /// A limit of times was exceeded or could not be checked, or the deadline came before
  /// all pings that were asked for; no ping was lost.
  over_limit,
  /// Pings were lost or not answered, but not all of them.
  lossy,
  /// Nothing was answered, or it could not be tried.
  failed,
  /// A signal ended the run before anything was known of it.
  unfinished,
};

[[nodiscard]] target_state state_of(const run_outcome& outcome);

/// Counts a target that has ended.
void add(targets_outcome& to, const run_outcome& of);

}  // namespace tmss10
