// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/whole_run.hpp"
#include <tmss10/core/report/report_page.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

std::string page_of(const test::told_run& run) {
  run_record record;
  run.tell(record);
  return report_page({record, run.outcome, test::report_time});
}

/// A text with everything that must not get out as it is.
const std::string hostile_text =
    "<script>alert(1)</script>\"'&\x1b[2J\xE2\x80\xAE\xE2\x80\x8B</pre>";

test::told_run hostile_run() {
  auto run = test::whole_run();
  for (auto& happened : run.events) {
    if (auto* at = std::get_if<event::connecting>(&happened)) at->host = hostile_text;
    if (auto* at = std::get_if<event::attempt>(&happened)) at->address = hostile_text;
    if (auto* at = std::get_if<event::banner>(&happened))
      at->first_bytes = test::marked_bytes(hostile_text);
  }
  run.description.system.name = run.description.system.host_name = hostile_text;
  run.description.options.push_back({"--label", "x=" + hostile_text});
  run.outcome.host = run.outcome.proxy = run.outcome.error = hostile_text;
  run.outcome.warnings = {hostile_text};
  path way = *test::marked_path();
  way.hops.front().name = way.hops.front().answers.front().sender = hostile_text;
  run.events.push_back(event::path_found{std::make_shared<const path>(way)});
  auto seen = *test::marked_observation();
  seen.said.system = hostile_text;
  run.events.push_back(event::observed{std::make_shared<const observation>(seen)});
  return run;
}

TEST_CASE("report_page: every section is there, in order") {
  auto run = test::whole_run();
  run.outcome.error.clear();
  const auto page = page_of(run);
  std::size_t at = 0;
  for (const auto* const heading :
       {"<h1>", "class=\"verdict", "class=\"stages\"", "Path of the connection requests",
        "Ways that were tried", "Largest IPv4 packets", "Idle limit</h2>",
        "Round-trip times</h2>", "Figures</h2>", "Times without an answer",
        "As the server sees it</h2>", "This machine and this run</h2>", "Events</h2>"}) {
    CAPTURE(heading);
    const auto next = page.find(heading, at);
    REQUIRE(next != std::string::npos);
    at = next;
  }
}

TEST_CASE("report_page: nothing is asked for outside, and nothing runs") {
  for (const auto& page : {page_of(test::whole_run()), page_of(hostile_run())}) {
    CHECK(!test::contains(page, "<script"));
    CHECK(!test::contains(page, "<img"));
    CHECK(!test::contains(page, "<link"));
    CHECK(!test::contains(page, "url("));
    CHECK(!test::contains(page, " href="));
    CHECK(!test::contains(page, " src="));
    CHECK(test::contains(page, "default-src 'none'"));
  }
}

TEST_CASE("report_page: texts from outside are no markup, and what they hide is shown") {
  const auto page = page_of(hostile_run());
  CHECK(test::contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
  CHECK(test::contains(page, "\\x1b[2J\\xe2\\x80\\xae\\xe2\\x80\\x8b"));
  CHECK(!test::contains(page, "\x1b"));
  CHECK(!test::contains(page, "\xE2\x80\xAE"));
  CHECK(!test::contains(page, "\xE2\x80\x8B"));
  const auto first = page.find("</pre>");
  CHECK(page.find("</pre>", first + 1) == std::string::npos);
}

TEST_CASE("report_page: a run that did not begin is a page") {
  const auto page = page_of(test::unbegun_run());
  CHECK(test::contains(page, "This machine could not carry out the test"));
  CHECK(test::contains(page, "</html>\n"));
  CHECK(!test::contains(page, "<svg"));
}

TEST_CASE("report_page: an address is not credited with the pings of another one") {
  test::told_run run;
  run.outcome = test::outcome_of({1ms, 1ms, 1ms}, 1);
  for (const auto* const address : {"192.0.2.7", "192.0.2.8"}) {
    run.events.push_back(test::connecting_to("h", 1));
    run.events.push_back(test::attempt_at(address, 1));
    run.events.push_back(test::connected_to(address, 1));
    run.events.push_back(event::reply{.sequence = 1, .round_trip = 1ms});
    if (run.events.size() > 4) break;
    run.events.push_back(event::reply{.sequence = 2, .round_trip = 1ms});
    run.events.push_back(event::lost{.sequence = 3, .reason = errc::timed_out});
  }
  const auto page = page_of(run);
  CHECK(test::contains(page, "connected, 2 of 3 pings answered"));
  CHECK(test::contains(page, "connected, 1 of 1 ping answered"));
  CHECK(!test::contains(page, "of 4 pings answered</td>"));
}

TEST_CASE("report_page: a target that went down as awaited does not work") {
  test::told_run run;
  run.outcome = test::outcome_of({}, 1);
  run.outcome.came = "--until-down: a ping was not answered";
  const auto page = page_of(run);
  CHECK(test::contains(page, "</span>What was awaited has come</p>"));
  CHECK(!test::contains(page, "</span>Works</p>"));
}

TEST_CASE("report_page: times are local, and say so") {
  const auto page = page_of(test::whole_run());
  CHECK(test::contains(page, "21 Nov 2026, 09:05:09 +01:00 (08:05:09 UTC)"));
  CHECK(test::contains(page, "<pre>09:05:09.142  "));
}

TEST_CASE("report_page: of a run over midnight, each time has its date") {
  run_record record;
  const auto run = test::whole_run();
  run.tell(record);
  // 23:59:59 and midnight there.
  const auto last = test::report_time + 14h + 54min + 50s;
  CHECK(!test::contains(report_page({record, run.outcome, last}),
                        "<pre>21 Nov 2026, 09:05:09.142  "));
  const auto page = report_page({record, run.outcome, last + 1s});
  CHECK(test::contains(page, "<pre>21 Nov 2026, 09:05:09.142  "));
  CHECK(test::contains(page, "<tr><td>21 Nov 2026, 09:05:01</td><td>21 Nov 2026, "));
}

}  // namespace
}  // namespace tmss10
