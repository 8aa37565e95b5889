// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/judge_all.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace tmss10 {
namespace {

bool is_signal(exit_code code) {
  return code == exit_code::hung_up || code == exit_code::interrupted ||
         code == exit_code::terminated;
}

/// The codes of all targets, as far as they decide on the code of the run.
struct codes {
  std::uint64_t ok = 0;
  /// Targets without a result.
  std::uint64_t unfinished = 0;
  /// The code of the first one that is neither, and whether all others share it.
  std::optional<exit_code> failed = {};
  bool is_shared = true;
};

codes codes_of(const end_of_all& end, std::span<const judged_target> targets) {
  codes out;
  out.unfinished = end.not_begun;
  for (const auto& target : targets) {
    const auto code = target.judged.code;
    if (code == exit_code::all_answered) {
      ++out.ok;
    } else if (is_signal(code)) {
      ++out.unfinished;
    } else {
      out.is_shared = out.is_shared && out.failed.value_or(code) == code;
      out.failed = code;
    }
  }
  return out;
}

/// What targets without a result count as. Without a signal, nobody knows why they were
/// not begun: that is no success.
exit_code code_of_unfinished(const end_of_all& end,
                             std::span<const judged_target> targets) {
  if (end.signal) return *end.signal;
  const auto stopped = std::find_if(
      targets.begin(), targets.end(),
      [](const judged_target& target) { return is_signal(target.judged.code); });
  return stopped == targets.end() ? exit_code::not_all_answered : stopped->judged.code;
}

exit_code code_of(const end_of_all& end, std::span<const judged_target> targets) {
  if (end.broken) return exit_code::usage;
  if (end.reader_gone && end.signal != exit_code::hung_up) return exit_code::reader_gone;
  const auto all = codes_of(end, targets);
  const bool has_result = all.ok > 0 || all.failed;
  if (end.min_ok) {
    if (all.ok >= *end.min_ok) return exit_code::all_answered;
    if (has_result || all.unfinished == 0) return exit_code::threshold_exceeded;
  }
  if (all.failed) return all.is_shared ? *all.failed : exit_code::not_all_answered;
  if (all.unfinished > 0) return code_of_unfinished(end, targets);
  return exit_code::all_answered;
}

/// What keeps targets from being ok is a limit: which one, of the first such target.
std::string exceeded_at(const end_of_all& end, std::span<const judged_target> targets) {
  if (end.min_ok) {
    const auto ok = codes_of(end, targets).ok;
    return fmt::format("--min-ok {}: {} target{} ok", *end.min_ok, ok,
                       ok == 1 ? " is" : "s are");
  }
  const auto has_exceeded = [](const judged_target& target) {
    return !target.judged.exceeded.empty();
  };
  const auto first = std::find_if(targets.begin(), targets.end(), has_exceeded);
  if (first == targets.end()) return {};
  const auto more = std::count_if(first + 1, targets.end(), has_exceeded);
  auto text = fmt::format("{}: {}", first->name, first->judged.exceeded);
  if (more > 0) text += fmt::format(", and {} more", more);
  return text;
}

nagios_state worse(nagios_state one, nagios_state other) {
  using enum nagios_state;
  for (const auto state : {critical, warning, unknown}) {
    if (one == state || other == state) return state;
  }
  return ok;
}

nagios_state state_of(exit_code code, const end_of_all& end,
                      std::span<const judged_target> targets) {
  if (code == exit_code::usage && end.broken) return nagios_state::unknown;
  if (code == exit_code::reader_gone) return nagios_state::unknown;
  if (end.min_ok && code == exit_code::all_answered) return nagios_state::ok;
  if (end.min_ok && code == exit_code::threshold_exceeded) return nagios_state::critical;
  auto out = end.not_begun > 0 ? nagios_state::unknown : nagios_state::ok;
  for (const auto& target : targets)
    out = worse(out, target.judged.state.value_or(nagios_state::unknown));
  return out;
}

}  // namespace

verdict judge_all(const end_of_all& end, std::span<const judged_target> targets) {
  verdict out;
  out.code = code_of(end, targets);
  if (out.code == exit_code::threshold_exceeded) out.exceeded = exceeded_at(end, targets);
  if (end.is_plugin) out.state = state_of(out.code, end, targets);
  return out;
}

}  // namespace tmss10
