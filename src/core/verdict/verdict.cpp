// SPDX-License-Identifier: MIT
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/verdict/verdict.hpp>

namespace tmss10 {
namespace {

/// A deadline that passed has cut off what was not answered.
bool missed_any(const run_end& end, const statistics& totals) {
  return totals.missed() > 0 || (end.deadline_passed && totals.falls_short_of(end.count));
}

exit_code code_of(const run_end& end, const statistics& totals) {
  if (end.broken) return exit_code::usage;
  // With SIGHUP, what reads standard output goes away as well: that is no other end.
  if (end.reader_gone && end.signal != exit_code::hung_up) return exit_code::reader_gone;
  const bool has_come = end.has_come == true;
  if (!has_come) {
    if (end.failure) return *end.failure;
    const bool has_result = totals.received + totals.lost > 0 || !end.shortfall.empty();
    if (end.signal && !has_result) return *end.signal;
    const bool is_in_vain =
        end.has_come == false && (end.awaits_down || totals.missed() == 0);
    if (is_in_vain) return exit_code::threshold_exceeded;
  }
  if (!end.limits.exceeded_by(totals).empty()) return exit_code::threshold_exceeded;
  const bool missed = !has_come && !end.limits.max_loss && missed_any(end, totals);
  if (missed) return exit_code::not_all_answered;
  return end.limits.unmeasured(totals).empty() && end.shortfall.empty() &&
                 end.worse.empty()
             ? exit_code::all_answered
             : exit_code::threshold_exceeded;
}

std::string exceeded_at(exit_code code, const run_end& end, const statistics& totals) {
  if (code != exit_code::threshold_exceeded) return {};
  auto exceeded = end.limits.exceeded_by(totals);
  if (!exceeded.empty()) return exceeded;
  if (!end.shortfall.empty()) return end.shortfall;
  if (!end.awaits_down || end.has_come == true) {
    auto unmeasured = end.limits.unmeasured(totals);
    return unmeasured.empty() ? end.worse : unmeasured;
  }
  return totals.received > 0 ? "--until-down: it stayed up"
                             : "--until-down: nothing was answered or lost yet";
}

bool reaches(const std::optional<nagios_limit>& limit, const statistics& totals) {
  if (!limit) return false;
  const auto& [time, loss] = *limit;
  // Every answer may have been noticed late: then there is no time to judge.
  const bool has_time = totals.round_trips.count() > 0;
  return (time && has_time && time->alerts(milliseconds_of(totals.round_trips.avg()))) ||
         (loss && loss->alerts(totals.loss_percent()));
}

nagios_state state_of(exit_code code, const run_end& end, const statistics& totals) {
  switch (code) {
    case exit_code::usage:
    case exit_code::hung_up:
    case exit_code::interrupted:
    case exit_code::reader_gone:
    case exit_code::terminated: return nagios_state::unknown;
    case exit_code::all_answered:
    case exit_code::not_all_answered: break;
    default: return nagios_state::critical;
  }
  const bool went_down = end.awaits_down && end.has_come == true;
  const bool is_silent = totals.received == 0 && !went_down;
  if (is_silent || reaches(end.plugin->crit, totals)) return nagios_state::critical;
  const bool missed = code == exit_code::not_all_answered;
  if (end.plugin->warn ? reaches(end.plugin->warn, totals) : missed) {
    return nagios_state::warning;
  }
  return nagios_state::ok;
}

}  // namespace

int verdict::status() const {
  const bool is_read = code != exit_code::reader_gone;
  return state && is_read ? static_cast<int>(*state) : static_cast<int>(code);
}

verdict judge(const run_end& end, const statistics& totals) {
  verdict out;
  out.code = code_of(end, totals);
  out.exceeded = exceeded_at(out.code, end, totals);
  if (end.plugin) out.state = state_of(out.code, end, totals);
  return out;
}

}  // namespace tmss10
