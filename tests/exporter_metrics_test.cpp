// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/exporter/exporter_metrics.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

exporter_counters different_exporter_counters() {
  exporter_counters out;
  out.succeeded = 1;
  out.failed = 2;
  out.abandoned = 3;
  out.malformed = 4;
  out.not_allowed = 5;
  out.foreign = 6;
  out.no_turn = 7;
  for (std::size_t i = 0; i < out.answers.size(); ++i)
    out.answers.at(i) = 100 + i;
  out.running = 8;
  out.waiting = 9;
  out.targets = 10;
  out.kept_sessions = 11;
  out.modules = 12;
  out.started = exporter_counters::wall_time(1'000s);
  out.loaded = exporter_counters::wall_time(2'000s);
  out.last_probe = exporter_counters::wall_time(3'000'500ms);
  return out;
}

std::vector<std::string> samples_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& line : test::lines_of(text)) {
    if (!line.empty() && !line.starts_with('#')) out.push_back(line);
  }
  return out;
}

TEST_CASE("exporter_metrics: each counter has its name") {
  const std::vector<std::string> right{
      R"(tmss10_exporter_build_info{version="1.2"} 1)",
      R"(tmss10_exporter_probes_total{result="success"} 1)",
      R"(tmss10_exporter_probes_total{result="failure"} 2)",
      R"(tmss10_exporter_probes_total{result="abandoned"} 3)",
      R"(tmss10_exporter_refused_requests_total{reason="malformed"} 4)",
      R"(tmss10_exporter_refused_requests_total{reason="not_allowed"} 5)",
      R"(tmss10_exporter_refused_requests_total{reason="foreign"} 6)",
      R"(tmss10_exporter_refused_requests_total{reason="no_turn"} 7)",
      R"(tmss10_exporter_http_requests_total{code="200"} 100)",
      R"(tmss10_exporter_http_requests_total{code="400"} 101)",
      R"(tmss10_exporter_http_requests_total{code="401"} 102)",
      R"(tmss10_exporter_http_requests_total{code="403"} 103)",
      R"(tmss10_exporter_http_requests_total{code="404"} 104)",
      R"(tmss10_exporter_http_requests_total{code="405"} 105)",
      R"(tmss10_exporter_http_requests_total{code="408"} 106)",
      R"(tmss10_exporter_http_requests_total{code="411"} 107)",
      R"(tmss10_exporter_http_requests_total{code="413"} 108)",
      R"(tmss10_exporter_http_requests_total{code="414"} 109)",
      R"(tmss10_exporter_http_requests_total{code="431"} 110)",
      R"(tmss10_exporter_http_requests_total{code="500"} 111)",
      R"(tmss10_exporter_http_requests_total{code="503"} 112)",
      R"(tmss10_exporter_http_requests_total{code="505"} 113)",
      "tmss10_exporter_running_probes 8",
      "tmss10_exporter_waiting_probes 9",
      "tmss10_exporter_targets 10",
      "tmss10_exporter_kept_sessions 11",
      "tmss10_exporter_modules 12",
      "tmss10_exporter_start_time_seconds 1000",
      "tmss10_exporter_last_load_time_seconds 2000",
      "tmss10_exporter_reload_successful 1",
      "tmss10_exporter_last_probe_time_seconds 3000.5"};
  CHECK(samples_of(exporter_metrics(different_exporter_counters(), {}, "1.2",
                                    metric_format::prometheus_text)) == right);
}

TEST_CASE("exporter_metrics: nothing is said of a last probe before the first one") {
  exporter_counters counters;
  counters.reload_failed = true;
  const auto text = exporter_metrics(counters, {}, "1", metric_format::prometheus_text);
  CHECK(text.find("last_probe") == std::string::npos);
  CHECK(text.find("tmss10_exporter_reload_successful 0\n") != std::string::npos);
}

TEST_CASE("exporter_metrics: what is known of the process comes last") {
  process_facts process;
  process.open_descriptors = 7;
  const auto text = exporter_metrics({}, process, "1", metric_format::prometheus_text);
  CHECK(text.ends_with("\nprocess_open_fds 7\n"));
}

TEST_CASE("exporter_metrics: OpenMetrics has its own type for the version") {
  const auto open = exporter_metrics({}, {}, "1", metric_format::open_metrics);
  CHECK(open.find("# TYPE tmss10_exporter_build info\n") != std::string::npos);
  CHECK(open.find("tmss10_exporter_build_info{version=\"1\"} 1\n") != std::string::npos);
  CHECK(open.ends_with("# EOF\n"));
  const auto plain = exporter_metrics({}, {}, "1", metric_format::prometheus_text);
  CHECK(plain.find("# TYPE tmss10_exporter_build_info gauge\n") != std::string::npos);
}

}  // namespace
}  // namespace tmss10
