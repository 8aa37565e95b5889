// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/nagios_thresholds.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/report/report_nagios.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using enum nagios_state;

run_outcome with_state(run_outcome outcome, nagios_state state) {
  outcome.judged.state = state;
  return outcome;
}

nagios_summary summary_of(nagios_state state) {
  nagios_summary out;
  out.judged.state = state;
  return out;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

const run_outcome good = with_state(test::four_answers(), ok);
const run_outcome lossy = with_state(test::outcome_of({1ms, 3ms, 2ms}, 1), warning);
const run_outcome bad = with_state(test::failed_outcome(test::refused()), critical);

TEST_CASE("nagios_of_many: the counts, the data, and a line for each, the worst first") {
  const std::vector<nagios_target> targets{
      {"a:5000", &good}, {"b:5000", &lossy}, {"c:5000", &bad}, {"d:5000", &bad}};
  CHECK(nagios_report(targets, summary_of(critical)) ==
        "TMSS10 CRITICAL - 2 of 4 targets failed, 1 with warnings | "
        "'a:5000 rta'=0.300ms;;;0 'a:5000 pl'=0%;;;0 "
        "'b:5000 rta'=2.000ms;;;0 'b:5000 pl'=25%;;;0 "
        "'c:5000 rta'=U;;;0 'c:5000 pl'=U;;;0 'd:5000 rta'=U;;;0 'd:5000 pl'=U;;;0\n"
        "CRITICAL - c:5000: connection refused\n"
        "CRITICAL - d:5000: connection refused\n"
        "WARNING - b:5000: 3 of 4 pings answered, average 2.00 ms\n"
        "OK - a:5000: 4 of 4 pings answered, average 0.30 ms\n");
}

TEST_CASE("nagios_of_many: all are well") {
  auto of_all = summary_of(ok);
  of_all.thresholds = test::usual_thresholds;
  CHECK(nagios_report(std::vector<nagios_target>{{"a", &good}}, of_all) ==
        "TMSS10 OK - 1 target is ok | 'a rta'=0.300ms;100;500;0 'a pl'=0%;20;60;0\n"
        "OK - a: 4 of 4 pings answered, average 0.30 ms\n");
  CHECK(nagios_report({}, summary_of(ok)) == "TMSS10 OK - 0 targets are ok\n");
}

TEST_CASE("nagios_of_many: what decided, and what a person should know besides") {
  auto of_all = summary_of(critical);
  of_all.judged.exceeded = "--min-ok 2: 1 target is ok";
  of_all.warnings = {"key.txt: others | may read it"};
  of_all.not_begun = 2;
  const auto text = nagios_report(std::vector<nagios_target>{{"a", &good}}, of_all);
  CHECK(
      text.starts_with("TMSS10 CRITICAL - 2 of 3 targets unknown; --min-ok 2: 1 target "
                       "is ok | 'a rta'"));
  CHECK(text.ends_with("\nkey.txt: others \\x7c may read it\n"));
}

TEST_CASE("nagios_of_many: a name has nothing in it that Nagios forbids") {
  const std::vector<nagios_target> targets{{"it's|a=b\n", &good}};
  const auto text = nagios_report(targets, summary_of(ok));
  CHECK(contains(text, " | 'it''s\\x7ca\\x3db\\x0a rta'=0.300ms"));
  CHECK(contains(text, "OK - it's\\x7ca=b\\x0a: 4 of 4"));
  CHECK(std::count(text.begin(), text.end(), '|') == 1);
  CHECK(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("nagios_of_many: it fits into what Nagios reads, and says what does not") {
  for (const std::size_t count : {40U, 100U, 3000U}) {
    std::vector<nagios_target> targets;
    for (std::size_t i = 0; i < count; ++i)
      targets.push_back({"site" + std::to_string(i) + ".example.com:5000",
                         i % 100 == 99 ? &bad : &good});
    const auto text = nagios_report(targets, summary_of(critical));
    CAPTURE(count, text);
    CHECK(text.size() <= most_nagios_output);
    CHECK(text.size() > most_nagios_output / 2);
    const auto lines =
        static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (count == 3000) {
      CHECK(text.starts_with("TMSS10 CRITICAL - 30 of 3,000 targets failed | "));
      CHECK(contains(text, "\nCRITICAL - site99.example.com:5000: connection refused\n"));
      CHECK(contains(text, "\nand 2,9"));
      CHECK(contains(text, " more\nno performance data of 2,9"));
    }
    if (count == 40) CHECK(lines == 41);
  }
}

TEST_CASE("nagios_of_many: names of any length are no danger") {
  const std::string name(20'000, 'n');
  auto of_all = summary_of(critical);
  of_all.judged.exceeded = name;
  of_all.warnings = {name};
  const auto text =
      nagios_report(std::vector<nagios_target>{{name, &bad}, {"a", &good}}, of_all);
  CHECK(text.size() <= most_nagios_output);
  CHECK(contains(text, "\nand 2 more\n"));
}

TEST_CASE("nagios_of_many: warnings take the room that they need, up to a limit") {
  auto of_all = summary_of(ok);
  of_all.warnings.assign(100, std::string(100, 'w'));
  std::vector<nagios_target> targets(3000, nagios_target{"site.example.com", &good});
  const auto text = nagios_report(targets, of_all);
  CHECK(text.size() <= most_nagios_output);
  CHECK(text.ends_with(std::string(100, 'w') + "\n"));
}

}  // namespace
}  // namespace tmss10
