// SPDX-License-Identifier: MIT
#include "nagios_line.hpp"

#include <tmss10/core/report/report_nagios.hpp>

namespace tmss10 {

bool nagios_line::on(const occurrence& happened, const statistics& /*totals*/) {
  if (note_.empty()) note_ = service_note_.on(happened.what).value_or(std::string());
  return true;
}

void nagios_line::end(const run_outcome& outcome,
                      std::chrono::system_clock::time_point /*now*/) {
  if (outcome.error.empty()) out_.write(nagios_report(outcome, thresholds_, note_));
}

}  // namespace tmss10
