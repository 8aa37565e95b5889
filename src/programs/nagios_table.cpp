// SPDX-License-Identifier: MIT
#include "nagios_table.hpp"

#include <tmss10/core/report/report_nagios.hpp>

namespace tmss10 {

bool nagios_table::end_target(std::size_t target, const run_outcome& outcome,
                              std::chrono::system_clock::time_point /*now*/) {
  if (outcome.was_begun) ended_.push_back({target, outcome});
  return true;
}

void nagios_table::end(const run_outcome& outcome,
                       std::chrono::system_clock::time_point /*now*/) {
  if (!outcome.error.empty()) return;
  std::vector<nagios_target> targets;
  for (const auto& one : ended_)
    targets.push_back({names_.at(one.target), &one.outcome});
  nagios_summary of_all;
  of_all.judged = outcome.judged;
  of_all.thresholds = thresholds_;
  of_all.not_begun = names_.size() - ended_.size();
  of_all.warnings = outcome.warnings;
  out_.write(nagios_report(targets, of_all));
}

}  // namespace tmss10
