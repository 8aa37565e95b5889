// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/observation.hpp"
#include <tmss10/core/report/report_text.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point now{1'795'000'000s};

std::string lines_of(text_style style, observation seen) {
  text_report report(style);
  return report.on(event::observed{std::make_shared<observation>(std::move(seen))}, now);
}

TEST_CASE(
    "report_text: -v shows how the server sees the connection, and nothing else does") {
  const text_style verbose{.verbose = true};
  CHECK(lines_of(verbose, test::observation_with_nat()) ==
        "seen by the server as 198.51.100.7 port 40112 (NAT), 12 hops, MSS 1412 (sent "
        "1460)\n"
        "NAT on the way: 192.0.2.7 port 40000 of this machine arrives as 198.51.100.7 "
        "port 40112\n"
        "something on the way clamps the MSS from 1460 to 1412\n");
  CHECK(lines_of({}, test::observation_with_nat()).empty());
  CHECK(lines_of({.quiet = true, .verbose = true}, test::observation_with_nat()).empty());
}

TEST_CASE(
    "report_text: what the server says of itself is a line of -v, as far as it does") {
  const text_style verbose{.verbose = true};
  observation seen;
  seen.said.program = "TMSS10Responder";
  CHECK(lines_of(verbose, seen).empty());
  seen.said.version = "0.3.0";
  CHECK(lines_of(verbose, seen) == "the server is TMSS10Responder 0.3.0\n");
  seen.said.system = "Debian";
  CHECK(lines_of(verbose, seen) == "the server is TMSS10Responder 0.3.0 on Debian\n");
  seen.said.program.clear();
  seen.said.version.clear();
  CHECK(lines_of(verbose, seen) == "the server is a responder on Debian\n");
}

TEST_CASE("report_text: nothing that a terminal obeys comes out of a server's texts") {
  const text_style verbose{.verbose = true};
  observation seen;
  seen.said.program = "a\nb\x1b[2J";
  seen.said.version =
      "\xE2\x80\xAE"
      "1";
  seen.said.system =
      "\xC2\x9B"
      "2J\r";
  CHECK(lines_of(verbose, seen) ==
        "the server is a\\x0ab\\x1b[2J \\xe2\\x80\\xae1 on \\xc2\\x9b2J\\x0d\n");
}

}  // namespace
}  // namespace tmss10
