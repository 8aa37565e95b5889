// SPDX-License-Identifier: MIT
#include <tmss10/core/verdict/target_state.hpp>

namespace tmss10 {

target_state state_of(const run_outcome& outcome) {
  if (!outcome.was_begun) return target_state::unfinished;
  switch (outcome.judged.code) {
    case exit_code::hung_up:
    case exit_code::interrupted:
    case exit_code::reader_gone:
    case exit_code::terminated: return target_state::unfinished;
    case exit_code::all_answered: return target_state::ok;
    default: break;
  }
  const auto& totals = outcome.figures.totals;
  if (totals.received == 0) return target_state::failed;
  // Over a limit of times, or cut short by the deadline.
  const bool by_time = outcome.judged.code == exit_code::threshold_exceeded ||
                       outcome.judged.code == exit_code::not_all_answered;
  return by_time && totals.missed() == 0 ? target_state::over_limit : target_state::lossy;
}

void add(targets_outcome& to, const run_outcome& of) {
  const auto& totals = of.figures.totals;
  to.transmitted += totals.transmitted;
  to.received += totals.received;
  to.lost += totals.lost;
  to.unsent += totals.unsent;
  switch (state_of(of)) {
    case target_state::ok: ++to.ok; break;
    case target_state::over_limit: ++to.over_limit; break;
    case target_state::lossy: ++to.lossy; break;
    case target_state::failed: ++to.failed; break;
    case target_state::unfinished: ++to.unfinished; break;
  }
}

}  // namespace tmss10
