// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/statistics.hpp>
#include <tmss10/core/run/thresholds.hpp>
#include <tmss10/core/verdict/exit_code.hpp>
#include <tmss10/core/verdict/nagios_limit.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tmss10 {

/// How a run ended.
struct run_end {
  /// The code of the failure that ended it; none when it went on to its count, its
  /// deadline or a signal.
  std::optional<exit_code> failure;
  /// `hung_up`, `interrupted` or `terminated` when a signal ended it.
  std::optional<exit_code> signal;
  /// Whether the deadline ended it.
  bool deadline_passed = false;
  /// The pings that were asked for; none when it was to go on for ever.
  std::optional<std::uint64_t> count;
  thresholds limits = {};
  /// Whether what it waited for has come; none when it waited for nothing.
  std::optional<bool> has_come = {};
  /// Whether it waited for the target to go down: then a loss is not what went wrong.
  bool awaits_down = false;
  /// In what the way to the target falls short, in a sentence; empty if it does not.
  std::string shortfall = {};
  /// What got worse since an earlier run, in words; empty if nothing did.
  std::string worse = {};
  /// Whether nobody reads standard output any more.
  bool reader_gone = false;
  /// Whether something on this machine ended it, or kept it from beginning: the command
  /// line, a file, memory.
  bool broken = false;
  /// The thresholds of a monitoring plugin; none if it is not one.
  std::optional<nagios_thresholds> plugin = {};
};

/// What is to be said of a run at its end.
struct verdict {
  exit_code code = exit_code::all_answered;
  /// What was exceeded, or did not come, when that decided on the code; empty otherwise.
  std::string exceeded = {};
  /// Of a monitoring plugin.
  std::optional<nagios_state> state = {};

  /// What the process exits with. A plugin's states take the place of the codes, unless
  /// nobody reads them.
  [[nodiscard]] int status() const;
};

/// The verdict that a run deserves. A deadline is judged as ping does: nothing answered,
/// or less than the count. With a limit on losses, that alone judges them. A limit on
/// times is not kept where no time was measured. When what it waited for has come,
/// nothing but the limits is judged.
///
/// For a plugin, a failure to connect is critical, unless that is what the run waited
/// for; a fault of this machine, or a signal before any ping was decided, is unknown.
[[nodiscard]] verdict judge(const run_end& end, const statistics& totals);

}  // namespace tmss10
