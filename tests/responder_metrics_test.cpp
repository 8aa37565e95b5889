// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/responder/responder_metrics.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

responder_counters different_counters() {
  responder_counters out;
  out.accepted = 1;
  out.turned_away = 2;
  out.gave_way = 3;
  out.accept_failures = 4;
  out.handshakes_failed = 5;
  out.sessions = 6;
  out.requests = std::numeric_limits<std::uint64_t>::max();
  out.refusals = 8;
  out.delays = 9;
  out.connections_now = 10;
  out.unfinished_now = 11;
  return out;
}

/// The lines with a value, in their order.
std::vector<std::string> metric_samples(const std::string& text) {
  auto out = test::lines_of(text);
  out.erase(std::remove_if(out.begin(), out.end(),
                           [](const std::string& line) {
                             return line.empty() || line.starts_with('#');
                           }),
            out.end());
  return out;
}

TEST_CASE("responder_metrics: each counter has its name, in both formats") {
  const std::vector<std::string> right{
      "tmss10responder_connections 10",
      "tmss10responder_unfinished_connections 11",
      "tmss10responder_accepted_total 1",
      "tmss10responder_turned_away_total 2",
      "tmss10responder_gave_way_total 3",
      "tmss10responder_accept_failures_total 4",
      "tmss10responder_handshakes_failed_total 5",
      "tmss10responder_sessions_total 6",
      "tmss10responder_requests_total 18446744073709551615",
      "tmss10responder_refusals_total 8",
      "tmss10responder_delays_total 9"};
  for (const auto format : {metric_format::prometheus_text, metric_format::open_metrics})
    CHECK(metric_samples(responder_metrics(different_counters(), {}, format)) == right);
}

TEST_CASE("responder_metrics: types and help stand before each, as its format has them") {
  const auto text = responder_metrics({}, {}, metric_format::prometheus_text);
  CHECK(
      text.starts_with("# HELP tmss10responder_connections Connections now.\n"
                       "# TYPE tmss10responder_connections gauge\n"
                       "tmss10responder_connections 0\n"));
  CHECK(test::contains(
      text,
      "# HELP tmss10responder_accepted_total Connections that were let in.\n"
      "# TYPE tmss10responder_accepted_total counter\n"
      "tmss10responder_accepted_total 0\n"));
  const auto open = responder_metrics({}, {}, metric_format::open_metrics);
  CHECK(test::contains(open,
                       "# HELP tmss10responder_accepted Connections that were let in.\n"
                       "# TYPE tmss10responder_accepted counter\n"
                       "tmss10responder_accepted_total 0\n"));
  CHECK(open.ends_with("\n# EOF\n"));
}

TEST_CASE("responder_metrics: what is known of the process comes last") {
  process_facts process;
  process.open_descriptors = 7;
  const auto text = responder_metrics({}, process, metric_format::prometheus_text);
  CHECK(text.ends_with("\nprocess_open_fds 7\n"));
}

}  // namespace
}  // namespace tmss10
