// SPDX-License-Identifier: MIT
#include <tmss10/core/exporter/probe_failure.hpp>
#include <tmss10/core/exporter/probe_metrics.hpp>
#include <tmss10/core/run/failure_name.hpp>
#include <tmss10/core/run/family_of_text.hpp>
#include <tmss10/core/run/path.hpp>
#include <tmss10/core/verdict/path_judgement.hpp>

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

using std::chrono::nanoseconds;

/// Adds gauges with a label, or without one.
struct probe_gauges {
  exposition& to;

  void add(std::string_view name, std::string_view help, metric_value value) const {
    to.add({name, help, metric_type::gauge}, value);
  }
  void add(std::string_view name, std::string_view help, const metric_label& label,
           metric_value value) const {
    to.add({name, help, metric_type::gauge}, to.labels({label}), value);
  }
};

/// A stage that failed went on until then.
stage_durations with_failed_stage(stage_durations of, const run_outcome& outcome) {
  if (outcome.why && !of[outcome.why->where])
    of[outcome.why->where] = outcome.why->waited;
  return of;
}

void add_result(const probe_gauges& to, const run_outcome& outcome) {
  const auto code = outcome.judged.code;
  to.add("probe_success", "Whether the probe succeeded: its exit code would have been 0.",
         code == exit_code::all_answered);
  to.add("tmss10_probe_exit_code", "The exit code that TMSS10Ping would have had.",
         static_cast<std::uint64_t>(code));
  if (const auto failure = failure_of(outcome)) {
    to.to.add({"tmss10_probe_failure",
               "At which stage the probe failed, and why; missing if it did not.",
               metric_type::gauge},
              to.to.labels({{"stage", std::string(failure->stage)},
                            {"cause", std::string(failure->cause)}}),
              true);
  }
}

void add_durations(const probe_gauges& to, nanoseconds took,
                   const stage_durations& stages) {
  to.add("probe_duration_seconds", "How long the probe took.", took);
  const auto look_up =
      stages[stage::resolve] ? stages[stage::resolve] : stages[stage::proxy_resolve];
  if (look_up) {
    to.add("probe_dns_lookup_time_seconds",
           "How long it took to look up the name of the target, or of its proxy.",
           *look_up);
  }
  for (std::size_t i = 0; i < stage_durations::count; ++i) {
    const auto one = static_cast<stage>(i);
    if (!stages[one]) continue;
    to.add("tmss10_probe_stage_duration_seconds",
           "How long each stage took, the one that failed as well.",
           {"stage", std::string(name_of(one))}, *stages[one]);
  }
}

void add_ping_counts(const probe_gauges& to, const statistics& totals) {
  const auto add = [&to](const char* result, std::uint64_t count) {
    to.add("tmss10_probe_pings", "Pings of this probe, by what became of them.",
           {"result", result}, count);
  };
  add("answered", totals.received);
  add("lost", totals.lost);
  add("unsent", totals.unsent);
  add("undecided", totals.undecided());
  if (totals.decided() > 0) {
    to.add("tmss10_probe_loss_ratio",
           "Lost and unsent pings of the decided ones of this probe, 0 to 1.",
           totals.loss_percent() / 100);
  }
  if (totals.transmitted == 0) return;
  to.add("tmss10_probe_retransmitted_pings",
         "Pings of this probe during which TCP sent something again (Linux).",
         totals.retransmitted_pings);
  to.add("tmss10_probe_retransmitted_segments",
         "Segments that TCP sent again for pings of this probe (Linux).",
         totals.retransmitted_segments);
}

void add_times_of_pings(const probe_gauges& to, const round_trip_times& times) {
  if (times.count() == 0) return;
  to.add("tmss10_probe_round_trip_min_seconds",
         "The shortest round-trip time of this probe.", times.min());
  to.add("tmss10_probe_round_trip_avg_seconds",
         "The average round-trip time of this probe.", times.avg());
  to.add("tmss10_probe_round_trip_max_seconds",
         "The longest round-trip time of this probe.", times.max());
  to.add("tmss10_probe_round_trip_mdev_seconds",
         "The standard deviation of the round-trip times of this probe.", times.mdev());
}

void add_path_result(const probe_gauges& to, const path& way) {
  to.add("tmss10_probe_path_finding", "How a look at the path came out.",
         {"finding", std::string(name_of(judge_path(way).finding))}, true);
  const auto* const end = first_end(way.hops);
  if (end != nullptr) {
    if (end->end()->what == hop_reply::connection) {
      to.add("tmss10_probe_hops", "How many hops away the target is.",
             std::uint64_t{end->number});
    } else {
      to.add("tmss10_probe_refusal_hop",
             "At which hop the target, or a firewall before it, refuses connections.",
             std::uint64_t{end->number});
    }
  }
  if (const auto* const router = last_router(way.hops)) {
    to.add("tmss10_probe_last_router_hop",
           "The last hop of the path at which a router answered.",
           std::uint64_t{router->number});
  }
}

}  // namespace

void add_probe_metrics(exposition& to, const run_outcome& outcome,
                       const probe_facts& facts) {
  const probe_gauges gauges{to};
  add_result(gauges, outcome);
  add_durations(gauges, facts.took, with_failed_stage(facts.stages, outcome));
  if (!facts.address.empty()) {
    gauges.add("probe_ip_protocol",
               "The IP version of the connection to the target or its proxy, 4 or 6.",
               is_ipv6_text(facts.address) ? 6U : 4U);
  }
  add_ping_counts(gauges, outcome.figures.totals);
  add_times_of_pings(gauges, outcome.figures.totals.round_trips);
  if (facts.way_took) {
    gauges.add("tmss10_probe_path_duration_seconds",
               "How long the look at the path took, before the pings.", *facts.way_took);
  }
  if (facts.way) add_path_result(gauges, *facts.way);
  if (facts.session_age) {
    gauges.add("tmss10_probe_session_age_seconds",
               "How long the session has been open that is kept between probes.",
               *facts.session_age);
  }
  if (facts.path_mtu) {
    gauges.add("tmss10_probe_path_mtu_bytes",
               "The largest packet that this system believes to get there (Linux).",
               *facts.path_mtu);
  }
}

}  // namespace tmss10
