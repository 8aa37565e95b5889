// SPDX-License-Identifier: MIT
#include "run_so_far.hpp"

#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/options/run_labels.hpp>
#include <tmss10/core/verdict/diagnosis.hpp>

namespace tmss10 {

run_figures figures_of(const run_so_far& run) {
  const auto& totals = run.pings.totals();
  return {totals,
          availability_of(totals.outage, std::chrono::steady_clock::now(),
                          std::chrono::system_clock::now()),
          run.began, run.pings.kernel()};
}

verdict verdict_of(const run_so_far& run) {
  const auto& options = run.options;
  run_end end;
  if (run.failed) end.failure = diagnose(*run.failed).code;
  end.signal = run.signal;
  end.deadline_passed = run.pings.deadline_passed();
  end.count = options.pings ? options.count : 0;
  end.shortfall = run.shortfall;
  end.worse = run.worse;
  end.limits = options.limits;
  if (options.wait_for != awaited::nothing) end.has_come = run.watch.has_come();
  end.awaits_down = options.wait_for == awaited::down;
  end.reader_gone = run.reader_gone;
  if (options.reports.nagios) end.plugin = options.reports.thresholds;
  return judge(end, run.pings.totals());
}

run_outcome outcome_of(const run_so_far& run) {
  run_outcome out;
  out.host = run.options.host;
  out.port = run.options.port;
  out.proxy = run.proxy;
  out.labels = metric_labels_of(run.options, run.proxy);
  out.figures = figures_of(run);
  out.came = run.watch.came();
  out.why = run.failed;
  if (!out.why) out.why = run.pings.silence();
  return out;
}

void drop_needless_reason(run_outcome& outcome) {
  if (!outcome.why) return;
  const bool all_is_well = outcome.judged.code == exit_code::all_answered;
  const bool is_deadline = outcome.why->error == errc::deadline_passed;
  const bool went_with_it = outcome.why->seen == silence_cause::connection_ended;
  if ((all_is_well && is_deadline) ||
      (went_with_it && outcome.judged.code != exit_code::not_all_answered)) {
    outcome.why.reset();
  }
}

}  // namespace tmss10
