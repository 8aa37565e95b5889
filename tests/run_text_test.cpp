// SPDX-License-Identifier: MIT
#include "core/report/run_text.hpp"

#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/run_outcome.hpp"
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <string>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::report_time;

run_description known_run() {
  run_description out;
  out.id = test::run_id;
  out.program_version = "0.2.0";
  out.system = {.name = "Debian GNU/Linux 12",
                .kernel = "Linux 6.18.44 x86_64",
                .name_servers = {"192.0.2.53", "2001:db8::53"},
                .time_zone = "CET",
                .utc_offset = 1h};
  out.options = {{"--count", "4"}, {"--interval", "0.2"}, {"--verbose"}};
  out.open_mode = true;
  return out;
}

TEST_CASE("run_text: a run has three lines") {
  const auto lines = run_lines(known_run());
  CHECK(lines[0] ==
        "TMSS10Ping 0.2.0 on Debian GNU/Linux 12, Linux 6.18.44 x86_64, UTC+01:00 (CET), "
        "run 3f9a0c5e7d21b864");
  CHECK(lines[1] == "options: --count 4 --interval 0.2 --verbose; open mode");
  CHECK(lines[2] == "name servers: 192.0.2.53, 2001:db8::53");
}

TEST_CASE("run_text: what is not known is left out") {
  auto run = known_run();
  run.system = {};
  run.options.clear();
  run.open_mode.reset();
  const auto lines = run_lines(run);
  CHECK(lines[0] == "TMSS10Ping 0.2.0, run 3f9a0c5e7d21b864");
  CHECK(lines[1] == "options:");
  CHECK(lines[2] == "name servers: not known");
  run.system.utc_offset = 0min;
  CHECK(run_lines(run)[0] == "TMSS10Ping 0.2.0 on UTC+00:00, run 3f9a0c5e7d21b864");
}

TEST_CASE("run_text: a value with a blank, or without anything, is in quotes") {
  auto run = known_run();
  run.options = {{"--interface", "Ethernet 2"}, {"--source", ""}};
  run.open_mode = false;
  CHECK(run_lines(run)[1] ==
        "options: --interface \"Ethernet 2\" --source \"\"; site key");
}

TEST_CASE("run_text: only -v shows the lines, stamped as others, and not with -q") {
  const auto begin_of = [](const text_style& style) {
    return text_report(style).begin(known_run(), report_time);
  };
  const auto text = begin_of({.verbose = true});
  CHECK(test::lines_of(text).size() == 4);
  CHECK(text.starts_with("TMSS10Ping 0.2.0 on "));
  const auto stamped = begin_of({.verbose = true, .timestamps = timestamp_format::epoch});
  for (const auto* begin : {"TMSS10Ping 0.2.0", "options:", "name servers:"})
    CHECK(test::contains(stamped, std::string("[1795248309.042900] ") + begin));
  CHECK(begin_of({}).empty());
  CHECK(begin_of({.quiet = true, .verbose = true}).empty());
}

TEST_CASE("run_text: nothing of it can command a terminal") {
  auto run = known_run();
  run.system.name = "a\x1b[2J";
  run.system.name_servers = {"b\n"};
  run.options = {{"--interface", "c \xE2\x80\xAE"}};
  const auto text = text_report({.verbose = true}).begin(run, report_time);
  CHECK(test::contains(text, "on a\\x1b[2J, "));
  CHECK(test::contains(text, "name servers: b\\x0a\n"));
  CHECK(test::contains(text, "--interface \"c \\xe2\\x80\\xae\""));
}

}  // namespace
}  // namespace tmss10
