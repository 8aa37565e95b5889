// SPDX-License-Identifier: MIT
#include "nagios_line.hpp"

#include <tmss10/core/report/report_nagios.hpp>

namespace tmss10 {

void nagios_line::end(const run_outcome& outcome,
                      std::chrono::system_clock::time_point /*now*/) {
  if (outcome.error.empty()) out_.write(nagios_report(outcome, thresholds_));
}

}  // namespace tmss10
