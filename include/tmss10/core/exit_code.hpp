// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/statistics.hpp>
#include <tmss10/core/thresholds.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tmss10 {

/// How TMSS10Ping ends. Scripts rely on the numbers; they never change.
enum class exit_code : int {
  all_answered = 0,
  not_all_answered = 1,
  usage = 2,
  name_not_found = 3,
  refused = 4,
  connect_timed_out = 5,
  unreachable = 6,
  proxy_unreachable = 7,
  proxy_refused = 8,
  no_responder = 9,
  keys_differ = 10,
  connection_lost = 11,
  threshold_exceeded = 12,
  hung_up = 129,
  interrupted = 130,
  reader_gone = 141,
  terminated = 143,
};

struct exit_code_meaning {
  exit_code code;
  std::string_view when;
};

/// Every exit code with the words that --help has for it, in order.
[[nodiscard]] std::span<const exit_code_meaning> exit_code_meanings();

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
  /// Whether nobody reads standard output any more.
  bool reader_gone = false;
};

/// The exit code that a run deserves. A deadline is judged as ping does: nothing
/// answered, or less than the count. With a limit on losses, that alone judges them. A
/// limit on times is not kept where no time was measured. When what it waited for has
/// come, nothing but the limits is judged.
[[nodiscard]] exit_code decide_exit_code(const run_end& end, const statistics& totals);

}  // namespace tmss10
