// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include "support/temporary_directory.hpp"
#include <tmss10/core/report/report_prometheus.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

std::string text_of(const run_outcome& outcome) {
  return prometheus_text(outcome, test::report_time);
}

/// A run with every figure there is.
run_outcome full_outcome() {
  auto out = test::outcome_of({310us, 290us, 300us}, 1);
  auto& totals = out.figures.totals;
  totals.late = 1;
  totals.held_up = 79;
  totals.noticed_late = 2;
  totals.reconnections = 2;
  totals.bytes_sent = 176;
  totals.bytes_received = 132;
  totals.retransmitted_pings = 1;
  totals.retransmitted_segments = 3;
  totals.unsent = 9;
  totals.attempts = 3;
  out.figures.target = test::two_outages();
  out.figures.kernel.smoothed_round_trip = 305us;
  out.figures.kernel.min_round_trip = 280us;
  out.proxy = "proxy.example:3128";
  out.labels = {{"mode", "ping"},
                {"proxy", out.proxy},
                {"family", "ipv4"},
                {"source", ""},
                {"site", "Perth \"WA\""}};
  return out;
}

TEST_CASE("report_prometheus: a run is the file that promtool has checked") {
  const auto file = std::filesystem::path(TMSS10_TEST_DATA) / "figures.prom";
  CHECK(text_of(full_outcome()) == test::content_of(file));
}

TEST_CASE("report_prometheus: figures that there are not are left out") {
  const auto text = text_of(test::failed_outcome(test::refused()));
  CHECK(test::contains(text,
                       "\ntmss10ping_success{target=\"192.0.2.7\",port=\"5000\"} 0\n"));
  CHECK(test::contains(text,
                       "\ntmss10ping_exit_code{target=\"192.0.2.7\",port=\"5000\"} 4\n"));
  CHECK(test::contains(text, "tmss10ping_pings_transmitted{"));
  CHECK_FALSE(test::contains(text, "loss_ratio"));
  CHECK_FALSE(test::contains(text, "round_trip"));
}

TEST_CASE("report_prometheus: every figure has all labels") {
  const auto lines = test::lines_of(text_of(full_outcome()));
  for (const auto& line : lines) {
    if (line.empty() || line.starts_with('#')) continue;
    CAPTURE(line);
    CHECK(
        test::contains(line,
                       "{target=\"192.0.2.7\",port=\"5000\",mode=\"ping\",proxy=\"proxy."
                       "example:3128\",family=\"ipv4\",source=\"\",site=\"Perth "
                       "\\\"WA\\\"\""));
  }
}

TEST_CASE("report_prometheus: a run in which all was answered is a success") {
  const auto text = text_of(test::four_answers());
  CHECK(test::contains(text,
                       "\ntmss10ping_success{target=\"192.0.2.7\",port=\"5000\"} 1\n"));
  CHECK(test::contains(
      text, "\ntmss10ping_loss_ratio{target=\"192.0.2.7\",port=\"5000\"} 0\n"));
}

TEST_CASE("report_prometheus: a run that goes on says so in place of how it ended") {
  const auto outcome = full_outcome();
  const auto whole = test::lines_of(text_of(outcome));
  const auto so_far = test::lines_of(prometheus_text_so_far(outcome, test::report_time));
  CHECK(so_far.at(0).starts_with("# HELP tmss10ping_running "));
  CHECK(so_far.at(1) == "# TYPE tmss10ping_running gauge");
  CHECK(so_far.at(2).starts_with("tmss10ping_running{target=\"192.0.2.7\","));
  CHECK(so_far.at(2).ends_with("} 1"));
  CHECK(whole.at(3).starts_with("# HELP tmss10ping_exit_code "));
  // And the rest is the same.
  CHECK(std::vector(so_far.begin() + 3, so_far.end()) ==
        std::vector(whole.begin() + 6, whole.end()));
  CHECK(!test::contains(text_of(outcome), "running"));
}

TEST_CASE("report_prometheus: a label is escaped") {
  auto outcome = test::four_answers();
  outcome.host = "a\"b\\c\nd\xC3\xA4\xFF";
  CHECK(test::contains(text_of(outcome),
                       "{target=\"a\\\"b\\\\c\\\\x0ad\xC3\xA4\\\\xff\",port=\"5000\"}"));
}

TEST_CASE("report_prometheus: of several targets, each figure stands together") {
  auto north = test::four_answers();
  auto south = test::failed_outcome(test::refused());
  south.host = "192.0.2.9";
  prometheus_figures both;
  both.add(south, test::report_time);
  both.add(north, test::report_time);
  const auto text = both.text();
  CHECK(test::contains(
      text,
      "# HELP tmss10ping_success Whether every ping was answered: 1, or 0.\n"
      "# TYPE tmss10ping_success gauge\n"
      "tmss10ping_success{target=\"192.0.2.9\",port=\"5000\"} 0\n"
      "tmss10ping_success{target=\"192.0.2.7\",port=\"5000\"} 1\n"
      "# HELP tmss10ping_exit_code "));
  // Only one of them has round-trip times.
  CHECK(test::contains(text,
                       "# TYPE tmss10ping_round_trip_seconds summary\n"
                       "tmss10ping_round_trip_seconds{target=\"192.0.2.7\""));
}

TEST_CASE("report_prometheus: targets whose names look the same have other labels") {
  auto typed = test::four_answers();
  typed.labels = {{"name", "a\x01"}};
  auto printed = test::failed_outcome(test::refused());
  printed.labels = {{"name", "a\\x01"}};
  prometheus_figures both;
  both.add(typed, test::report_time);
  both.add(printed, test::report_time);
  const auto text = both.text();
  const std::string labels = "{target=\"192.0.2.7\",port=\"5000\",name=\"a";
  CHECK(test::contains(text, "tmss10ping_success" + labels + "\\\\x01\"} 1\n"));
  CHECK(test::contains(text, "tmss10ping_success" + labels + "\\\\x5cx01\"} 0\n"));
}

TEST_CASE("report_prometheus: of targets with the same labels, one is in the file") {
  prometheus_figures both;
  both.add(test::four_answers(), test::report_time);
  both.add(test::failed_outcome(test::refused()), test::report_time);
  CHECK(both.text() == text_of(test::four_answers()));
}

TEST_CASE("report_prometheus: each figure has its help and its type before it, once") {
  std::set<std::string> names;
  std::string name;
  const auto lines = test::lines_of(text_of(full_outcome()));
  CHECK(lines.back().empty());
  for (const auto& line : lines) {
    if (line.empty()) continue;
    CAPTURE(line);
    if (line.starts_with("# HELP ")) {
      name = line.substr(7, line.find(' ', 7) - 7);
      CHECK(names.insert(name).second);
      CHECK(line.ends_with('.'));
    } else {
      CHECK(line.starts_with(line.starts_with('#') ? "# TYPE " + name + " " : name));
    }
  }
  CHECK(names.size() > 15);
}

}  // namespace
}  // namespace tmss10
