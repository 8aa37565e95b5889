// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/probe_failure.hpp>
#include <tmss10/core/run/failure_name.hpp>

namespace tmss10 {

std::optional<probe_failure> failure_of(const run_outcome& outcome) {
  if (outcome.judged.code == exit_code::all_answered) return std::nullopt;
  if (outcome.why)
    return probe_failure{name_of(outcome.why->where), name_of(cause_of(*outcome.why))};
  switch (outcome.judged.code) {
    case exit_code::threshold_exceeded:
      return probe_failure{name_of(stage::exchange), "limit_exceeded"};
    case exit_code::not_all_answered:
      return probe_failure{name_of(stage::exchange), "pings_lost"};
    case exit_code::hung_up:
    case exit_code::interrupted:
    case exit_code::reader_gone:
    case exit_code::terminated: return probe_failure{"none", "stopped"};
    default: return probe_failure{"none", name_of(cause::local)};
  }
}

}  // namespace tmss10
