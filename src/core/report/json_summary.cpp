// SPDX-License-Identifier: MIT
#include "json_comparison.hpp"
#include "json_parts.hpp"
#include "json_way.hpp"
#include <tmss10/core/base/machine_text.hpp>
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/report/report_json.hpp>

#include <utility>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

void put_counts(json& to, const statistics& totals) {
  to["transmitted"] = totals.transmitted;
  to["received"] = totals.received;
  to["lost"] = totals.lost;
  to["late"] = totals.late;
  to["unsent"] = totals.unsent;
  to["undecided"] = totals.undecided();
  if (totals.decided() > 0) to["loss_percent"] = totals.loss_percent();
  to["attempts"] = totals.attempts;
  to["reconnections"] = totals.reconnections;
  to["bytes_sent"] = totals.bytes_sent;
  to["bytes_received"] = totals.bytes_received;
  to["retransmitted_pings"] = totals.retransmitted_pings;
  to["retransmitted_segments"] = totals.retransmitted_segments;
  to["held_up"] = totals.held_up;
  to["noticed_late"] = totals.noticed_late;
}

/// How often each kind of failure came up, with the last one of it.
json failed_array(const failed_attempts& failed) {
  auto out = json::array();
  for (const auto& kind : failed.kinds()) {
    json one{{"count", kind.count}};
    one["failure"] = failure_object(kind.last, diagnose(kind.last));
    out.push_back(std::move(one));
  }
  return out;
}

json outages_array(const availability& target) {
  auto out = json::array();
  for (const auto& period : target.outages) {
    json one{{"begin", utc_time(period.begin)}};
    if (period.end) one["end"] = utc_time(*period.end);
    one["length_ms"] = milliseconds_of(period.length);
    one["reason"] = printable(period.reason.message());
    out.push_back(std::move(one));
  }
  return out;
}

void put_availability(json& to, const availability& target) {
  to["outages"] = target.outage_count;
  to["longest_outage_ms"] = milliseconds_of(target.longest);
  to["down_ms"] = milliseconds_of(target.down);
  to["up_ms"] = milliseconds_of(target.up);
  if (const auto percent = target.percent()) to["availability_percent"] = *percent;
  if (target.outage_count > 0) to["outage_list"] = outages_array(target);
}

json times_object(const round_trip_times& times) {
  return {{"min_ms", milliseconds_of(times.min())},
          {"avg_ms", milliseconds_of(times.avg())},
          {"max_ms", milliseconds_of(times.max())},
          {"mdev_ms", milliseconds_of(times.mdev())},
          {"first_ms", milliseconds_of(times.first())},
          {"jitter_ms", milliseconds_of(times.jitter())},
          {"median_ms", milliseconds_of(times.percentile(50))},
          {"p90_ms", milliseconds_of(times.percentile(90))},
          {"p95_ms", milliseconds_of(times.percentile(95))},
          {"p99_ms", milliseconds_of(times.percentile(99))}};
}

}  // namespace

std::string json_total(const run_outcome& outcome, const json_origin& of,
                       std::chrono::system_clock::time_point now) {
  const auto all = outcome.all.value_or(targets_outcome());
  json object = json_begin("total", of, now);
  object["targets"] = all.targets();
  object["ok"] = all.ok;
  object["over_limit"] = all.over_limit;
  object["lossy"] = all.lossy;
  object["failed"] = all.failed;
  object["unfinished"] = all.unfinished;
  object["transmitted"] = all.transmitted;
  object["received"] = all.received;
  object["lost"] = all.lost;
  object["unsent"] = all.unsent;
  object["exit_code"] = static_cast<int>(outcome.judged.code);
  put_text(object, "error", outcome.error);
  return json_text(object);
}

void put_summary(json& to, const run_outcome& outcome) {
  const auto& figures = outcome.figures;
  to["host"] = printable(outcome.host);
  if (outcome.port != 0) to["port"] = outcome.port;
  put_text(to, "proxy", outcome.proxy);
  if (figures.began != decltype(figures.began)()) to["began"] = utc_time(figures.began);
  put_counts(to, figures.totals);
  if (figures.totals.round_trips.count() > 0) {
    to["round_trip"] = times_object(figures.totals.round_trips);
  }
  put_availability(to, figures.target);
  if (figures.totals.failed.count() > 0)
    to["failed_attempts"] = failed_array(figures.totals.failed);
  if (figures.kernel.smoothed_round_trip > nanoseconds(0)) {
    to["system_round_trip"] = {
        {"smoothed_ms", milliseconds_of(figures.kernel.smoothed_round_trip)},
        {"min_ms", milliseconds_of(figures.kernel.min_round_trip)}};
  }
  if (outcome.examined)
    to["examination"] = examination_object(judge_findings(*outcome.examined));
  if (outcome.compared) to["baseline"] = comparison_object(*outcome.compared);
  to["exit_code"] = static_cast<int>(outcome.judged.code);
  if (outcome.why) to["failure"] = failure_object(*outcome.why, diagnose(*outcome.why));
  put_text(to, "exceeded", outcome.judged.exceeded);
  put_text(to, "error", outcome.error);
}

std::string json_summary(const run_outcome& outcome, const json_origin& of,
                         std::chrono::system_clock::time_point now) {
  json object = json_begin("summary", of, now);
  put_summary(object, outcome);
  return json_text(object);
}

}  // namespace tmss10
