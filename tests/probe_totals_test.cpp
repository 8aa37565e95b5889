// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/failing_memory.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/exporter/probe_totals.hpp>

#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const probe_totals::time_point totals_begin{24h};
const probe_totals::wall_time wall_begin{1'795'248'309s};
constexpr probe_totals::key some_key{"tcp", "a.example:5000"};

std::shared_ptr<const duration_buckets::bounds> two_bounds() {
  static const auto out =
      std::make_shared<const duration_buckets::bounds>(duration_buckets::bounds{1ms, 1s});
  return out;
}

/// A probe with so many pings, each answered in half a millisecond.
probe_counts counted_pings(std::uint64_t sent) {
  probe_counts out{sent, 0, 0, 0, duration_buckets(two_bounds())};
  for (std::uint64_t i = 0; i < sent; ++i)
    out.round_trips.add(500us);
  return out;
}

TEST_CASE("probe_totals: what probes found adds up") {
  probe_totals totals;
  CHECK(totals.add(some_key, counted_pings(3), totals_begin, wall_begin).counts.sent ==
        3);
  auto lossy = counted_pings(2);
  lossy.lost = 1;
  lossy.unsent = 4;
  lossy.reconnections = 5;
  lossy.round_trips.add(2s);
  CHECK(totals.add(some_key, lossy, totals_begin + 1s, wall_begin + 1s).counts.lost == 1);
  const auto all = totals.add(some_key, lossy, totals_begin + 2s, wall_begin + 2s);
  CHECK(all.counts.sent == 7);
  CHECK(all.counts.lost == 2);
  CHECK(all.counts.unsent == 8);
  CHECK(all.counts.reconnections == 10);
  CHECK(all.counts.round_trips.counts() == std::vector<std::uint64_t>{7, 0, 2});
  CHECK(all.counts.round_trips.sum() == 3500us + 4s);
  CHECK(all.since == wall_begin);
  CHECK(totals.size() == 1);
}

TEST_CASE("probe_totals: the counts of a probe are those of its figures") {
  auto outcome = test::outcome_of({1ms}, 2);
  outcome.figures.totals.unsent = 3;
  outcome.figures.totals.reconnections = 4;
  probe_facts facts;
  facts.round_trips.add(1ms);
  const auto counts = counts_of(outcome.figures.totals, facts);
  CHECK(counts.sent == 3);
  CHECK(counts.lost == 2);
  CHECK(counts.unsent == 3);
  CHECK(counts.reconnections == 4);
  CHECK(counts.round_trips.sum() == 1ms);
}

TEST_CASE("probe_totals: modules and targets are counted apart") {
  probe_totals totals;
  for (const probe_totals::key& key : std::vector<probe_totals::key>{{"a", "b"},
                                                                     {"ab", ""},
                                                                     {"", "ab"},
                                                                     {"a", "B"},
                                                                     {"1 a", "b"},
                                                                     {"a", "b:5000"},
                                                                     {"a", {"b\0", 2}},
                                                                     {{"a\0", 2}, "b"}}) {
    CAPTURE(key.module, key.target);
    CHECK(totals.add(key, counted_pings(1), totals_begin, wall_begin).counts.sent == 1);
  }
  CHECK(totals.size() == 8);
}

TEST_CASE("probe_totals: a target is forgotten after ten minutes without a scrape") {
  probe_totals totals;
  auto now = totals_begin;
  auto wall = wall_begin;
  static_cast<void>(totals.add(some_key, counted_pings(1), now, wall));
  // Not at ten minutes, and each scrape counts.
  for (std::uint64_t sent = 2; sent < 5; ++sent) {
    const auto all = totals.add(some_key, counted_pings(1), now += 10min, wall += 10min);
    CHECK(all.counts.sent == sent);
    CHECK(all.since == wall_begin);
  }
  const auto fresh =
      totals.add(some_key, counted_pings(1), now += 10min + 1ns, wall += 11min);
  CHECK(fresh.counts.sent == 1);
  CHECK(fresh.since == wall);
}

TEST_CASE("probe_totals: others that are probed do not keep it") {
  probe_totals totals;
  static_cast<void>(totals.add(some_key, counted_pings(1), totals_begin, wall_begin));
  static_cast<void>(
      totals.add({"tcp", "b"}, counted_pings(1), totals_begin + 6min, wall_begin));
  CHECK(totals.size() == 2);
  static_cast<void>(
      totals.add({"tcp", "c"}, counted_pings(1), totals_begin + 11min, wall_begin));
  CHECK(totals.size() == 2);
  totals.forget_old(totals_begin + 17min);
  CHECK(totals.size() == 1);
  totals.forget_old(totals_begin + 24h);
  CHECK(totals.size() == 0);
  totals.forget_old(totals_begin);
}

TEST_CASE("probe_totals: with too many, the one that was scraped longest ago goes") {
  probe_totals totals;
  for (std::size_t i = 0; i < probe_totals::most_kept; ++i) {
    const auto target = std::to_string(i);
    static_cast<void>(
        totals.add({"tcp", target}, counted_pings(1), totals_begin, wall_begin));
  }
  CHECK(totals.size() == probe_totals::most_kept);
  const auto later = totals_begin + 1s;
  CHECK(totals.add({"tcp", "0"}, counted_pings(1), later, wall_begin).counts.sent == 2);
  CHECK(totals.add({"tcp", "new"}, counted_pings(1), later, wall_begin).counts.sent == 1);
  CHECK(totals.size() == probe_totals::most_kept);
  CHECK(totals.add({"tcp", "0"}, counted_pings(1), later, wall_begin).counts.sent == 3);
  CHECK(totals.add({"tcp", "2"}, counted_pings(1), later, wall_begin).counts.sent == 2);
  CHECK(totals.add({"tcp", "1"}, counted_pings(1), later, wall_begin).counts.sent == 1);
}

TEST_CASE("probe_totals: other buckets begin at 0") {
  probe_totals totals;
  static_cast<void>(totals.add(some_key, counted_pings(3), totals_begin, wall_begin));
  auto other = counted_pings(0);
  other.sent = 1;
  other.round_trips = duration_buckets(
      std::make_shared<const duration_buckets::bounds>(duration_buckets::bounds{1ms}));
  other.round_trips.add(1ms);
  const auto all = totals.add(some_key, other, totals_begin + 1s, wall_begin + 1s);
  CHECK(all.counts.sent == 1);
  CHECK(all.counts.round_trips.counts() == std::vector<std::uint64_t>{1, 0});
  CHECK(all.since == wall_begin + 1s);
  // The same bounds in another place are no others, as after a reload.
  other.round_trips = duration_buckets(
      std::make_shared<const duration_buckets::bounds>(duration_buckets::bounds{1ms}));
  CHECK(totals.add(some_key, other, totals_begin + 2s, wall_begin).counts.sent == 2);
}

TEST_CASE("probe_totals: without memory, nothing is added") {
  for (const bool is_known : {false, true}) {
    long failed = 0;
    for (long which = 1;; ++which) {
      probe_totals totals;
      if (is_known)
        static_cast<void>(
            totals.add(some_key, counted_pings(1), totals_begin, wall_begin));
      const auto found = counted_pings(2);
      test::fail_allocation(which);
      try {
        static_cast<void>(totals.add(some_key, found, totals_begin, wall_begin));
      } catch (const std::bad_alloc&) {
        ++failed;
      }
      const bool has_failed = test::allocation_has_failed();
      test::fail_allocation(0);
      const auto all = totals.add(some_key, found, totals_begin, wall_begin);
      CHECK(totals.size() == 1);
      CHECK(all.counts.sent == (is_known ? 3U : 2U) + (has_failed ? 0U : 2U));
      if (!has_failed) break;
    }
    CHECK(failed > 0);
  }
}

TEST_CASE("probe_totals: the text has counters and a histogram") {
  probe_totals totals;
  auto found = counted_pings(2);
  found.lost = 1;
  exposition out;
  add_totals(out, totals.add(some_key, found, totals_begin, wall_begin + 42ms));
  const auto text = out.text(metric_format::open_metrics);
  CHECK(test::contains(text,
                       "# TYPE tmss10_probe_pings_sent counter\n"
                       "tmss10_probe_pings_sent_total 2\n"
                       "tmss10_probe_pings_sent_created 1795248309.042\n"));
  CHECK(test::contains(text, "\ntmss10_probe_pings_lost_total 1\n"));
  CHECK(test::contains(text, "\ntmss10_probe_pings_unsent_total 0\n"));
  CHECK(test::contains(text, "\ntmss10_probe_reconnections_total 0\n"));
  CHECK(test::contains(text,
                       "# UNIT tmss10_probe_round_trip_seconds seconds\n"
                       "tmss10_probe_round_trip_seconds_bucket{le=\"0.001\"} 2\n"
                       "tmss10_probe_round_trip_seconds_bucket{le=\"1.0\"} 2\n"
                       "tmss10_probe_round_trip_seconds_bucket{le=\"+Inf\"} 2\n"
                       "tmss10_probe_round_trip_seconds_sum 0.001\n"
                       "tmss10_probe_round_trip_seconds_count 2\n"
                       "tmss10_probe_round_trip_seconds_created 1795248309.042\n"
                       "# EOF\n"));
  CHECK(!test::contains(out.text(metric_format::prometheus_text), "_created"));
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("probe_totals: 10,000 targets take at most 512 bytes each") {
  std::vector<std::chrono::nanoseconds> bounds;
  for (int i = 1; i <= 16; ++i)
    bounds.emplace_back(i * 1ms);
  probe_counts found;
  found.round_trips =
      duration_buckets(std::make_shared<const duration_buckets::bounds>(bounds));
  const auto before = mallinfo2().uordblks;
  probe_totals totals;
  for (std::size_t i = 0; i < probe_totals::most_kept; ++i) {
    const auto target = "site-" + std::to_string(10'000 + i) + ".example.com:5000";
    static_cast<void>(totals.add({"default", target}, found, totals_begin, wall_begin));
  }
  const auto taken = (mallinfo2().uordblks - before) / probe_totals::most_kept;
  CAPTURE(taken);
  CHECK(taken <= 512);
}
#endif

}  // namespace
}  // namespace tmss10
