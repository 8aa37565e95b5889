// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/verdict.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

statistics totals_of(std::uint64_t received, std::uint64_t lost) {
  statistics out;
  out.transmitted = received + lost;
  out.received = received;
  out.lost = lost;
  return out;
}

exit_code code_of(const run_end& end, const statistics& totals) {
  return judge(end, totals).code;
}

TEST_CASE("verdict: a run has the code that it deserves") {
  using enum exit_code;
  struct row {
    std::string what;
    run_end end;
    statistics totals;
    exit_code expected;
  };
  const auto at_deadline = [](std::optional<std::uint64_t> count) {
    return run_end{.failure = {}, .signal = {}, .deadline_passed = true, .count = count};
  };
  const auto by_signal = [](exit_code signal) {
    return run_end{.failure = {}, .signal = signal, .deadline_passed = false, .count = 4};
  };
  const auto by_failure = [](exit_code failure) {
    run_end out;
    out.failure = failure;
    out.count = 4;
    return out;
  };
  run_end to_its_count;
  to_its_count.count = 4;
  const auto without_reader = [](run_end end) {
    end.reader_gone = true;
    return end;
  };
  run_end shortfall_then_signal = by_signal(interrupted);
  shortfall_then_signal.shortfall = "a limit";
  auto worse = to_its_count;
  worse.worse = "worse than then";
  auto refused_and_worse = by_failure(refused);
  refused_and_worse.worse = worse.worse;
  run_end failure_then_signal = by_signal(interrupted);
  failure_then_signal.failure = refused;
  const std::vector<row> rows{
      {"all answered", to_its_count, totals_of(4, 0), all_answered},
      {"one lost", to_its_count, totals_of(3, 1), not_all_answered},
      {"all lost", to_its_count, totals_of(0, 4), not_all_answered},
      {"worse than an earlier run", worse, totals_of(4, 0), threshold_exceeded},
      {"worse than an earlier run, with a loss", worse, totals_of(3, 1),
       not_all_answered},
      {"refused, and worse than an earlier run", refused_and_worse, totals_of(0, 0),
       refused},
      {"refused", by_failure(refused), totals_of(0, 0), refused},
      {"no proxy", by_failure(proxy_unreachable), totals_of(0, 0), proxy_unreachable},
      {"no tunnel", by_failure(proxy_refused), totals_of(0, 0), proxy_refused},
      {"pings that vanish", by_failure(not_all_answered), totals_of(2, 1),
       not_all_answered},
      {"lost for good after answers", by_failure(connection_lost), totals_of(2, 1),
       connection_lost},
      {"SIGINT before any result", by_signal(interrupted), totals_of(0, 0), interrupted},
      {"SIGINT after a limit was found", shortfall_then_signal, totals_of(0, 0),
       exit_code::threshold_exceeded},
      {"SIGHUP before any result", by_signal(hung_up), totals_of(0, 0), hung_up},
      {"SIGHUP after a loss", by_signal(hung_up), totals_of(2, 1), not_all_answered},
      {"all answered, and nobody reads it", without_reader(to_its_count), totals_of(4, 0),
       reader_gone},
      {"refused, and nobody reads it", without_reader(by_failure(refused)),
       totals_of(0, 0), reader_gone},
      {"SIGINT, and nobody reads it", without_reader(by_signal(interrupted)),
       totals_of(0, 0), reader_gone},
      {"a terminal that is closed before any result", without_reader(by_signal(hung_up)),
       totals_of(0, 0), hung_up},
      {"a terminal that is closed after answers", without_reader(by_signal(hung_up)),
       totals_of(2, 0), all_answered},
      {"SIGTERM before any result", by_signal(terminated), totals_of(0, 0), terminated},
      {"SIGINT after answers", by_signal(interrupted), totals_of(2, 0), all_answered},
      {"SIGTERM after a loss", by_signal(terminated), totals_of(2, 1), not_all_answered},
      {"SIGINT after losses alone", by_signal(interrupted), totals_of(0, 1),
       not_all_answered},
      {"a failure and a signal", failure_then_signal, totals_of(0, 0), refused},
      {"the deadline before any answer", at_deadline({}), totals_of(0, 0),
       not_all_answered},
      {"the deadline of an endless run", at_deadline({}), totals_of(9, 0), all_answered},
      {"the deadline of an endless run with a loss", at_deadline({}), totals_of(9, 1),
       not_all_answered},
      {"the deadline before the count", at_deadline(4), totals_of(3, 0),
       not_all_answered},
      {"the deadline after the count", at_deadline(4), totals_of(4, 0), all_answered},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(code_of(row.end, row.totals) == row.expected);
  }
}

TEST_CASE("verdict: what got worse is what was exceeded, unless a limit was") {
  run_end end;
  end.worse = "worse than then";
  CHECK(judge(end, totals_of(4, 0)).exceeded == "worse than then");
  CHECK(judge(end, totals_of(3, 1)).exceeded.empty());
  end.shortfall = "a hole";
  CHECK(judge(end, totals_of(4, 0)).exceeded == "a hole");
  end.shortfall.clear();
  end.plugin.emplace();
  CHECK(judge(end, totals_of(4, 0)).state == nagios_state::critical);
}

TEST_CASE("verdict: a target that stayed up is no loss, whatever was lost") {
  run_end end;
  end.has_come = false;
  end.awaits_down = true;
  end.deadline_passed = true;
  CHECK(code_of(end, totals_of(9, 0)) == exit_code::threshold_exceeded);
  CHECK(code_of(end, totals_of(9, 1)) == exit_code::threshold_exceeded);
  end.awaits_down = false;
  CHECK(code_of(end, totals_of(0, 1)) == exit_code::not_all_answered);
}

TEST_CASE("verdict: what was waited for has come, and its limits are judged") {
  run_end end;
  end.has_come = true;
  CHECK(code_of(end, totals_of(0, 0)) == exit_code::all_answered);
  CHECK(code_of(end, totals_of(3, 1)) == exit_code::all_answered);
  end.signal = exit_code::interrupted;
  CHECK(code_of(end, totals_of(0, 0)) == exit_code::all_answered);
  end.limits.max_loss = 24;
  CHECK(code_of(end, totals_of(3, 1)) == exit_code::threshold_exceeded);
  CHECK(code_of(end, totals_of(9, 1)) == exit_code::all_answered);
  end.limits.max_round_trip = std::chrono::hours(1);
  CHECK(code_of(end, totals_of(9, 1)) == exit_code::threshold_exceeded);
}

TEST_CASE("verdict: a limit on times is not kept where no time was measured") {
  run_end end;
  end.count = 4;
  end.limits.max_round_trip = std::chrono::hours(1);
  auto noticed_late = totals_of(4, 0);
  noticed_late.noticed_late = 4;
  CHECK(code_of(end, noticed_late) == exit_code::threshold_exceeded);
  // A loss has its own code, as long as no limit allows it.
  CHECK(code_of(end, totals_of(0, 4)) == exit_code::not_all_answered);
  end.limits.max_loss = 100;
  CHECK(code_of(end, totals_of(0, 4)) == exit_code::threshold_exceeded);
  end.limits.max_round_trip.reset();
  end.limits.max_p95 = std::chrono::hours(1);
  CHECK(code_of(end, totals_of(0, 4)) == exit_code::threshold_exceeded);
  end.limits.max_p95.reset();
  CHECK(code_of(end, totals_of(0, 4)) == exit_code::all_answered);
}

TEST_CASE("verdict: what was exceeded, or did not come, is named") {
  run_end end;
  CHECK(judge(end, totals_of(4, 0)).exceeded.empty());
  end.limits.max_loss = 20;
  CHECK(judge(end, totals_of(3, 1)).exceeded == "25% packet loss, over --max-loss 20");
  CHECK(judge(end, totals_of(9, 1)).exceeded.empty());
  // Another code has decided before.
  end.failure = exit_code::connection_lost;
  CHECK(judge(end, totals_of(3, 1)).exceeded.empty());
  run_end waiting;
  waiting.has_come = false;
  waiting.awaits_down = true;
  CHECK(judge(waiting, totals_of(9, 0)).exceeded == "--until-down: it stayed up");
  CHECK(judge(waiting, totals_of(0, 0)).exceeded ==
        "--until-down: nothing was answered or lost yet");
}

TEST_CASE("verdict: what ended on this machine is an error, whoever reads it") {
  run_end end;
  end.broken = true;
  CHECK(judge(end, totals_of(4, 0)).status() == 2);
  end.failure = exit_code::refused;
  CHECK(judge(end, totals_of(4, 0)).status() == 2);
  end.reader_gone = true;
  CHECK(judge(end, totals_of(4, 0)).status() == 2);
  end.broken = false;
  CHECK(judge(end, totals_of(4, 0)).status() == 141);
}

}  // namespace
}  // namespace tmss10
