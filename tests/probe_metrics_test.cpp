// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/path.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/base/errc.hpp>
#include <tmss10/core/exporter/probe_metrics.hpp>

#include <chrono>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

std::string probe_text(const run_outcome& outcome, const probe_facts& facts = {},
                       metric_format as = metric_format::prometheus_text) {
  exposition out;
  add_probe_metrics(out, outcome, facts);
  return out.text(as);
}

/// The lines with a value, in their order.
std::vector<std::string> probe_samples(const run_outcome& outcome,
                                       const probe_facts& facts = {}) {
  std::vector<std::string> out;
  for (const auto& line : test::lines_of(probe_text(outcome, facts))) {
    if (!line.empty() && !line.starts_with('#')) out.push_back(line);
  }
  return out;
}

bool has_sample(const run_outcome& outcome, const probe_facts& facts,
                const std::string& line) {
  return test::contains("\n" + probe_text(outcome, facts), "\n" + line + "\n");
}

/// A session with three answers and a loss, of which everything is known.
run_outcome lossy_outcome() {
  auto out = test::outcome_of({310us, 290us, 300us}, 1);
  auto& totals = out.figures.totals;
  totals.transmitted = 5;  // one is not decided
  totals.unsent = 1;
  totals.retransmitted_pings = 1;
  totals.retransmitted_segments = 3;
  out.why = test::refused();
  out.why->where = stage::exchange;
  out.why->error = errc::timed_out;
  out.why->seen = silence_cause::not_delivered;
  return out;
}

probe_facts full_facts() {
  probe_facts out;
  out.took = 1234ms;
  out.stages[stage::resolve] = 2ms;
  out.stages[stage::connect] = 3ms;
  out.stages[stage::greeting] = 4ms;
  out.stages[stage::handshake] = 5ms;
  out.stages[stage::exchange] = 1200ms;
  out.address = "192.0.2.7";
  out.way = test::path_with_all();
  out.way_took = 70ms;
  out.path_mtu = 1500;
  return out;
}

TEST_CASE("probe_metrics: a probe with everything") {
  CHECK(probe_samples(lossy_outcome(), full_facts()) ==
        std::vector<std::string>{
            "probe_success 0",
            "tmss10_probe_exit_code 1",
            "tmss10_probe_failure{stage=\"exchange\",cause=\"pings_not_delivered\"} 1",
            "probe_duration_seconds 1.234",
            "probe_dns_lookup_time_seconds 0.002",
            "tmss10_probe_stage_duration_seconds{stage=\"resolve\"} 0.002",
            "tmss10_probe_stage_duration_seconds{stage=\"connect\"} 0.003",
            "tmss10_probe_stage_duration_seconds{stage=\"greeting\"} 0.004",
            "tmss10_probe_stage_duration_seconds{stage=\"handshake\"} 0.005",
            "tmss10_probe_stage_duration_seconds{stage=\"exchange\"} 1.2",
            "probe_ip_protocol 4",
            "tmss10_probe_pings{result=\"answered\"} 3",
            "tmss10_probe_pings{result=\"lost\"} 1",
            "tmss10_probe_pings{result=\"unsent\"} 1",
            "tmss10_probe_pings{result=\"undecided\"} 1",
            "tmss10_probe_loss_ratio 0.4",
            "tmss10_probe_retransmitted_pings 1",
            "tmss10_probe_retransmitted_segments 3",
            "tmss10_probe_round_trip_min_seconds 0.00029",
            "tmss10_probe_round_trip_avg_seconds 0.0003",
            "tmss10_probe_round_trip_max_seconds 0.00031",
            "tmss10_probe_round_trip_mdev_seconds 0.000008165",
            "tmss10_probe_path_duration_seconds 0.07",
            "tmss10_probe_path_finding{finding=\"data_on_some_ways\"} 1",
            "tmss10_probe_hops 3",
            "tmss10_probe_last_router_hop 1",
            "tmss10_probe_path_mtu_bytes 1500"});
}

TEST_CASE("probe_metrics: a probe that failed before any ping has no loss") {
  probe_facts facts;
  facts.took = 5s;
  facts.stages[stage::resolve] = 1ms;
  facts.address = "2001:db8::7";
  CHECK(probe_samples(test::failed_outcome(test::refused()), facts) ==
        std::vector<std::string>{
            "probe_success 0", "tmss10_probe_exit_code 4",
            "tmss10_probe_failure{stage=\"connect\",cause=\"refused\"} 1",
            "probe_duration_seconds 5", "probe_dns_lookup_time_seconds 0.001",
            "tmss10_probe_stage_duration_seconds{stage=\"resolve\"} 0.001",
            "tmss10_probe_stage_duration_seconds{stage=\"connect\"} 0.00031",
            "probe_ip_protocol 6", "tmss10_probe_pings{result=\"answered\"} 0",
            "tmss10_probe_pings{result=\"lost\"} 0",
            "tmss10_probe_pings{result=\"unsent\"} 0",
            "tmss10_probe_pings{result=\"undecided\"} 0"});
}

TEST_CASE("probe_metrics: a probe that succeeded has no failure") {
  const auto text = probe_text(test::four_answers(), full_facts());
  CHECK(test::contains(text, "\nprobe_success 1\n"));
  CHECK(test::contains(text, "\ntmss10_probe_exit_code 0\n"));
  CHECK(test::contains(text, "\ntmss10_probe_loss_ratio 0\n"));
  CHECK(!test::contains(text, "tmss10_probe_failure"));
}

TEST_CASE("probe_metrics: pings that could not be sent are losses") {
  auto outcome = test::failed_outcome(test::refused());
  outcome.figures.totals.unsent = 2;
  CHECK(has_sample(outcome, {}, "tmss10_probe_loss_ratio 1"));
  CHECK(!test::contains(probe_text(outcome), "retransmitted"));
}

TEST_CASE("probe_metrics: of a look-up that failed, it is known how long it took") {
  auto why = test::refused();
  why.where = stage::resolve;
  why.error = errc::timed_out;
  why.waited = 12s;
  const auto outcome = test::failed_outcome(why);
  CHECK(has_sample(outcome, {}, "probe_dns_lookup_time_seconds 12"));
  CHECK(has_sample(outcome, {},
                   "tmss10_probe_stage_duration_seconds{stage=\"resolve\"} 12"));
  CHECK(!test::contains(probe_text(outcome), "probe_ip_protocol"));
}

TEST_CASE("probe_metrics: through a proxy, the name that was looked up is the proxy's") {
  probe_facts facts;
  facts.stages[stage::proxy_resolve] = 7ms;
  facts.stages[stage::proxy_connect] = 8ms;
  facts.stages[stage::proxy_tunnel] = 9ms;
  CHECK(has_sample(test::four_answers(), facts, "probe_dns_lookup_time_seconds 0.007"));
  CHECK(has_sample(test::four_answers(), facts,
                   "tmss10_probe_stage_duration_seconds{stage=\"proxy_tunnel\"} 0.009"));
}

TEST_CASE("probe_metrics: of an exchange that failed, its own duration counts") {
  auto outcome = lossy_outcome();
  outcome.why->waited = 9s;
  CHECK(has_sample(outcome, full_facts(),
                   "tmss10_probe_stage_duration_seconds{stage=\"exchange\"} 1.2"));
}

TEST_CASE("probe_metrics: a path that does not reach the target has no number of hops") {
  probe_facts facts;
  path way{"198.51.100.7", 5000, 30};
  const hop_answer router{hop_reply::hop_limit_exceeded, "192.0.2.254", 420us};
  way.hops = {{1, {router}}, {2, {hop_answer{}}}};
  facts.way = std::make_shared<const path>(way);
  const auto outcome = test::failed_outcome(test::refused());
  CHECK(has_sample(outcome, facts, "tmss10_probe_path_finding{finding=\"dropped\"} 1"));
  CHECK(has_sample(outcome, facts, "tmss10_probe_last_router_hop 1"));
  CHECK(!test::contains(probe_text(outcome, facts), "tmss10_probe_hops"));
  way.hops.push_back({3, {hop_answer{hop_reply::reset, "198.51.100.7", 510us}}});
  facts.way = std::make_shared<const path>(way);
  CHECK(has_sample(outcome, facts, "tmss10_probe_refusal_hop 3"));
  CHECK(!test::contains(probe_text(outcome, facts), "tmss10_probe_hops"));
  facts.way = std::make_shared<const path>();
  CHECK(!test::contains(probe_text(outcome, facts), "hop"));
}

TEST_CASE("probe_metrics: neither peers nor users put anything into the labels") {
  auto outcome = lossy_outcome();
  auto facts = full_facts();
  const std::string hostile = "<script>\"\n\xFF";
  outcome.host = outcome.error = outcome.why->host = outcome.proxy = hostile;
  outcome.labels = {{"site", hostile}};
  outcome.warnings = {hostile};
  outcome.why->proxy = {hostile, 1, hostile, 500, hostile, hostile, {}, hostile};
  facts.address = hostile + ":";
  CHECK(!test::contains(probe_text(outcome, facts), "script"));
}

TEST_CASE("probe_metrics: the largest figures are written") {
  auto outcome = test::four_answers();
  auto& totals = outcome.figures.totals;
  totals.retransmitted_segments = std::numeric_limits<std::uint64_t>::max();
  probe_facts facts;
  facts.took = std::chrono::nanoseconds::max();
  facts.path_mtu = std::numeric_limits<std::uint32_t>::max();
  CHECK(has_sample(outcome, facts,
                   "tmss10_probe_retransmitted_segments 18446744073709551615"));
  CHECK(has_sample(outcome, facts, "tmss10_probe_path_mtu_bytes 4294967295"));
}

TEST_CASE(
    "probe_metrics: every family is named as agreed, with a help text of one line") {
  std::set<std::string> names;
  for (const auto& line : test::lines_of(
           probe_text(lossy_outcome(), full_facts(), metric_format::open_metrics))) {
    if (!line.starts_with("# HELP ")) continue;
    const auto name = line.substr(7, line.find(' ', 7) - 7);
    CAPTURE(line);
    CHECK((name.starts_with("tmss10_probe_") || name.starts_with("probe_")));
    CHECK(line.ends_with('.'));
    CHECK(names.insert(name).second);
  }
  CHECK(names.size() == 20);
}

}  // namespace
}  // namespace tmss10
