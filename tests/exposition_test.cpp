// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/metrics/exposition.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

constexpr auto as_prometheus_text = metric_format::prometheus_text;
constexpr auto as_open_metrics = metric_format::open_metrics;

constexpr metric_family a_gauge{"tmss10_hops", "Hops.", metric_type::gauge};
constexpr metric_family a_counter{"tmss10_pings", "Pings.", metric_type::counter};
constexpr metric_family a_histogram{"tmss10_rtt_seconds", "Times.",
                                    metric_type::histogram};
constexpr metric_family a_summary{"tmss10_quantile_seconds", "Times.",
                                  metric_type::summary};
constexpr metric_family an_unknown{"tmss10_what", "Nobody knows.", metric_type::unknown};

const exposition::time_point metrics_created{1'795'248'309s + 42ms};

/// Some of each type.
exposition metrics_of_all_types() {
  exposition out;
  const auto labels = out.labels({{"site", "Perth \"WA\""}, {"path", "C:\\a\nb"}});
  out.add(a_gauge, 7U);
  out.add(a_gauge, labels, 0.5);
  out.add(a_counter, labels, 3U, metrics_created);
  duration_buckets times(std::make_shared<const duration_buckets::bounds>(
      duration_buckets::bounds{1ms, 1s}));
  times.add(1ms);
  times.add(500ms);
  times.add(2s);
  out.add_histogram(a_histogram, labels, times, metrics_created);
  out.add_summary(a_summary, exposition::label_set::none,
                  {{{0.5, 250ms}, {1, 2s}}, 2501ms, 3});
  out.add(an_unknown, -1.5);
  return out;
}

TEST_CASE("exposition: nothing is an empty text, or its end") {
  CHECK(exposition().text(as_prometheus_text).empty());
  CHECK(exposition().text(as_open_metrics) == "# EOF\n");
}

TEST_CASE("exposition: every type in the text format of Prometheus") {
  const std::string labels = R"(site="Perth \"WA\"",path="C:\\a\nb")";
  CHECK(metrics_of_all_types().text(as_prometheus_text) ==
        "# HELP tmss10_hops Hops.\n"
        "# TYPE tmss10_hops gauge\n"
        "tmss10_hops 7\n"
        "tmss10_hops{" +
            labels +
            "} 0.5\n"
            "# HELP tmss10_pings_total Pings.\n"
            "# TYPE tmss10_pings_total counter\n"
            "tmss10_pings_total{" +
            labels +
            "} 3\n"
            "# HELP tmss10_rtt_seconds Times.\n"
            "# TYPE tmss10_rtt_seconds histogram\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"0.001\"} 1\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"1\"} 2\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"+Inf\"} 3\n"
            "tmss10_rtt_seconds_sum{" +
            labels +
            "} 2.501\n"
            "tmss10_rtt_seconds_count{" +
            labels +
            "} 3\n"
            "# HELP tmss10_quantile_seconds Times.\n"
            "# TYPE tmss10_quantile_seconds summary\n"
            "tmss10_quantile_seconds{quantile=\"0.5\"} 0.25\n"
            "tmss10_quantile_seconds{quantile=\"1\"} 2\n"
            "tmss10_quantile_seconds_sum 2.501\n"
            "tmss10_quantile_seconds_count 3\n"
            "# HELP tmss10_what Nobody knows.\n"
            "# TYPE tmss10_what untyped\n"
            "tmss10_what -1.5\n");
}

TEST_CASE("exposition: every type in OpenMetrics") {
  const std::string labels = R"(site="Perth \"WA\"",path="C:\\a\nb")";
  CHECK(metrics_of_all_types().text(as_open_metrics) ==
        "# HELP tmss10_hops Hops.\n"
        "# TYPE tmss10_hops gauge\n"
        "tmss10_hops 7\n"
        "tmss10_hops{" +
            labels +
            "} 0.5\n"
            "# HELP tmss10_pings Pings.\n"
            "# TYPE tmss10_pings counter\n"
            "tmss10_pings_total{" +
            labels +
            "} 3\n"
            "tmss10_pings_created{" +
            labels +
            "} 1795248309.042\n"
            "# HELP tmss10_rtt_seconds Times.\n"
            "# TYPE tmss10_rtt_seconds histogram\n"
            "# UNIT tmss10_rtt_seconds seconds\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"0.001\"} 1\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"1.0\"} 2\n"
            "tmss10_rtt_seconds_bucket{" +
            labels +
            ",le=\"+Inf\"} 3\n"
            "tmss10_rtt_seconds_sum{" +
            labels +
            "} 2.501\n"
            "tmss10_rtt_seconds_count{" +
            labels +
            "} 3\n"
            "tmss10_rtt_seconds_created{" +
            labels +
            "} 1795248309.042\n"
            "# HELP tmss10_quantile_seconds Times.\n"
            "# TYPE tmss10_quantile_seconds summary\n"
            "# UNIT tmss10_quantile_seconds seconds\n"
            "tmss10_quantile_seconds{quantile=\"0.5\"} 0.25\n"
            "tmss10_quantile_seconds{quantile=\"1.0\"} 2\n"
            "tmss10_quantile_seconds_sum 2.501\n"
            "tmss10_quantile_seconds_count 3\n"
            "# HELP tmss10_what Nobody knows.\n"
            "# TYPE tmss10_what unknown\n"
            "tmss10_what -1.5\n"
            "# EOF\n");
}

TEST_CASE("exposition: a family stands together, in whatever order it was added") {
  exposition out;
  const auto north = out.labels({{"site", "north"}});
  const auto south = out.labels({{"site", "south"}});
  out.add(a_gauge, south, 1U);
  out.add(a_counter, south, 2U);
  out.add(a_gauge, north, 3U);
  CHECK(out.text(as_prometheus_text) ==
        "# HELP tmss10_hops Hops.\n"
        "# TYPE tmss10_hops gauge\n"
        "tmss10_hops{site=\"south\"} 1\n"
        "tmss10_hops{site=\"north\"} 3\n"
        "# HELP tmss10_pings_total Pings.\n"
        "# TYPE tmss10_pings_total counter\n"
        "tmss10_pings_total{site=\"south\"} 2\n");
}

TEST_CASE("exposition: a histogram without bounds has its last bucket") {
  exposition out;
  duration_buckets times;
  times.add(1s);
  out.add_histogram(a_histogram, exposition::label_set::none, times);
  const auto text = out.text(as_open_metrics);
  CHECK(test::contains(text, "tmss10_rtt_seconds_bucket{le=\"+Inf\"} 1\n"));
  CHECK(!test::contains(text, "_created"));
}

TEST_CASE("exposition: quotes in a help text are escaped in OpenMetrics only") {
  exposition out;
  out.add({"a", "A \"b\" \\\n.", metric_type::gauge}, 1U);
  CHECK(test::contains(out.text(as_prometheus_text), "# HELP a A \"b\" \\\\\\n.\n"));
  CHECK(test::contains(out.text(as_open_metrics), "# HELP a A \\\"b\\\" \\\\\\n.\n"));
}

TEST_CASE("exposition: the same labels are the same, in any order") {
  exposition out;
  const auto labels = out.labels({{"a", "1"}, {"b", "2"}});
  CHECK(labels == out.labels({{"a", "1"}, {"b", "2"}}));
  CHECK(labels == out.labels({{"b", "2"}, {"a", "1"}}));
  CHECK(labels == out.labels({{"b", "2"}, {"c", ""}, {"a", "1"}}));
  CHECK(labels != out.labels({{"a", "2"}, {"b", "1"}}));
  CHECK(labels != out.labels({{"a", "1"}}));
  CHECK(out.labels({}) == exposition::label_set::none);
  // Not to be mistaken for two labels.
  CHECK(labels != out.labels({{"a", "1\",b=\"2"}}));
  // Nobody can tell these apart in the text.
  CHECK(out.labels({{"a", "\xFE"}}) == out.labels({{"a", "\xFF"}}));
}

TEST_CASE("exposition: a label may be empty, and alone it is none") {
  exposition out;
  out.add(a_gauge, out.labels({{"source", ""}}), 1U);
  out.add(a_gauge, out.labels({{"source", ""}, {"site", "a"}}), 2U);
  const auto text = out.text(as_prometheus_text);
  CHECK(test::contains(text, "tmss10_hops 1\n"));
  CHECK(test::contains(text, "tmss10_hops{source=\"\",site=\"a\"} 2\n"));
}

TEST_CASE("exposition: a copy goes on by itself") {
  exposition one;
  const auto labels = one.labels({{"a", "1"}});
  one.add(a_gauge, labels, 1U);
  auto copy = one;
  copy.add(a_gauge, copy.labels({{"a", "2"}}), 2U);
  CHECK(test::contains(copy.text(as_prometheus_text), "{a=\"2\"} 2\n"));
  CHECK(!test::contains(one.text(as_prometheus_text), "{a=\"2\"}"));
}

}  // namespace
}  // namespace tmss10
