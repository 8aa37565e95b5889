// SPDX-License-Identifier: MIT
#include "nagios_parts.hpp"
#include <tmss10/core/report/report_nagios.hpp>

#include <fmt/format.h>

namespace tmss10 {

std::string nagios_report(const run_outcome& outcome, const nagios_thresholds& thresholds,
                          std::string_view note) {
  const auto state = outcome.judged.state.value_or(nagios_state::unknown);
  auto text = fmt::format("TMSS10 {} - {}{}{} | {}\n", name_of(state),
                          nagios_text(outcome, false), note.empty() ? "" : "; ",
                          without_bars(note), performance_data(outcome, thresholds));
  for (const auto& warning : outcome.warnings)
    text += without_bars(warning) + "\n";
  return text;
}

std::string nagios_unknown(std::string_view message) {
  return fmt::format("TMSS10 {} - {}\n", name_of(nagios_state::unknown),
                     without_bars(message));
}

}  // namespace tmss10
