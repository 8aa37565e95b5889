// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::words;

std::string error_of(const words& arguments) {
  return test::usage_error_of(parse_ping_command, arguments);
}

/// A command line that can't be followed, and what the message must name.
struct bad_row {
  words arguments;
  words named;
};

TEST_CASE("ping_options: a bad value is named with its option") {
  const std::string a_year_and_more = "31536000.000000001";
  for (const std::string option :
       {"--count", "--interval", "--timeout", "--deadline", "--connect-timeout", "--size",
        "--port", "--max-failures", "--snapshot-every"}) {
    for (const std::string value :
         {"abc", "-1", "", "nan", "inf", "1e3", "0x10", "1,5", "1 ", " 1", "+1", "..",
          "1.2.3", "99999999999999999999", "'5'"}) {
      CAPTURE(option, value);
      const auto text = error_of({"h", option, value});
      CHECK(contains(text, option + ":"));
      CHECK(contains(text, "\"" + value + "\""));
    }
  }
  const std::vector<bad_row> rows{
      {{"h", "-P", "0"}, {"--port", "\"0\""}},
      {{"h", "-P", "70000"}, {"--port", "\"70000\""}},
      {{"h", "-c", "0"}, {"--count", "\"0\""}},
      {{"h", "-c", "1.5"}, {"--count", "\"1.5\""}},
      {{"h", "--max-failures", "0"}, {"--max-failures", "\"0\""}},
      {{"h", "-c", "4294967296"}, {"--count", "\"4294967296\""}},
      {{"h", "-W", "0"}, {"--timeout", "\"0\""}},
      {{"h", "-W", "0.0"}, {"--timeout", "\"0.0\""}},
      {{"h", "--connect-timeout", "0"}, {"--connect-timeout", "\"0\""}},
      {{"h", "-w", "0"}, {"--deadline", "\"0\""}},
      {{"h", "--timestamp-format", "unix"},
       {"--timestamp-format", "\"unix\"", "epoch, iso, rfc3339 or ctime"}},
      {{"h", "--timestamp-format", ""}, {"--timestamp-format", "\"\""}},
      {{"h", "--timestamp-format", "x", "--timestamp-format", "iso"},
       {"--timestamp-format", "\"x\""}},
      {{"h", "-i", a_year_and_more}, {"--interval", a_year_and_more}},
      {{"h", "-i", "."}, {"--interval", "\".\""}},
      {{"h", "-s", "65001"}, {"--size", "\"65001\""}},
      {{"h", "-c", "\x1b[31m4"}, {"--count", "\\x1b[31m4"}},
      {{"h", "-c", "\xC2\xBD"}, {"--count", "\"\xC2\xBD\""}},
      {{"h", "-c", "\xC2\x9B"}, {"--count", "\\xc2\\x9b"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("ping_options: a bad host is named") {
  const std::vector<bad_row> rows{
      {{""}, {"host \"\""}},
      {{":5000"}, {"host \":5000\""}},
      {{"h:0"}, {"host \"h:0\"", "65535"}},
      {{"h:70000"}, {"\"h:70000\""}},
      {{"h:abc"}, {"\"h:abc\""}},
      {{"two words"}, {"\"two words\""}},
      {{"[::1"}, {"\"[::1\""}},
      {{"h\x1b]0;owned\x07"}, {"\"h\\x1b]0;owned\\x07\""}},
      {{"h\n"}, {"\"h\\x0a\""}},
      {{"--", "-h"}, {"\"-h\""}},
      {{"5000"}, {"host \"5000\"", "-P N", "HOST:N"}},
      {{"127.0.0.010"}, {"\"127.0.0.010\"", "zero"}},
      {{"http://h:5000/"}, {"\"http://h:5000/\"", "HOST:PORT", "without a scheme"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("ping_options: options that can't be followed are named") {
  const std::vector<bad_row> rows{
      {{}, {"host", "--help"}},
      {{"-q"}, {"host"}},
      {{"h", "--bogus"}, {"--bogus"}},
      {{"h", "-Z"}, {"-Z"}},
      {{"h", "--cou", "3"}, {"--cou"}},
      {{"h", "--Count", "3"}, {"--Count"}},
      {{"h", "--bog\x1b[31mus"}, {"--bog"}},
      {{"h", "--extra"}, {"--extra"}},
      {{"h", "5000"}, {"5000", "-P N", "HOST:N"}},
      {{"-p", "5000", "h"}, {"-p", "-P N", "HOST:N"}},
      {{"-p5000", "h"}, {"-p", "-P N", "HOST:N"}},
      {{"-H", "h"}, {"-H", "the host is given without an option"}},
      {{"-H", "h", "-w", "100,20%"}, {"--warn 100,20%", "--nagios"}},
      {{"-c", "500,60%", "h"}, {"--crit 500,60%", "--nagios"}},
      {{"h", "ex\ntra"}, {"ex"}},
      {{"h", "-c"}, {"--count"}},
      {{"h", "-S"}, {"--server"}},
      {{"h", "-c", "x", "-c", "2"}, {"--count", "\"x\""}},
      {{"h", "-c", "1", "-c", "x"}, {"--count", "\"x\""}},
      {{"h", "-t", "-c", "3"}, {"--count", "--continuous"}},
      {{"h", "-4", "-6"}, {"-4", "-6"}},
      {{"h:1", "-P", "2"}, {"1", "2", "--port"}},
      {{"[::1]:1", "-P", "2"}, {"1", "2", "--port"}},
      {{"-S", "u:p@h:1", "-P", "2"}, {"1", "2", "--port"}},
      {{"h", "-S", "u:p@h"}, {"--server", "host"}},
      {{"--self-test", "h"}, {"--self-test", "host"}},
      {{"--self-test", "-P", "1"}, {"--self-test", "port"}},
      {{"--self-test", "-S", "u:p@h"}, {"--self-test"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    CHECK(!text.empty());
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("ping_options: what means nothing to a look at the way is refused with it") {
  const std::vector<words> looks{{"--mtu"}, {"--idle-limit", "5"}, {"--path"}};
  const std::vector<words> of_pings{
      {"-s", "9"},         {"-a"},         {"-i", "0"},           {"--max-failures", "1"},
      {"--max-loss", "1"}, {"--csv", "f"}, {"--prometheus", "f"}, {"--nagios"}};
  for (const auto& look : looks) {
    for (const auto& option : of_pings) {
      auto arguments = look;
      arguments.insert(arguments.end(), option.begin(), option.end());
      arguments.push_back("h");
      CAPTURE(test::joined_words(arguments));
      CHECK(contains(error_of(arguments), "is of no use with " + look.front()));
    }
  }
  for (const std::string look : {"--mtu", "--path"}) {
    CHECK(error_of({"h", look, "-W", "5"}) == "--timeout is of no use with " + look);
  }
  CHECK(error_of({"h", "--mtu", "-s", "9"}) == "--size is of no use with --mtu");
  CHECK(error_of({"h", "--mtu", "-a"}) == "--audible is of no use with --mtu");
}

TEST_CASE("ping_options: figures are not shown faster than anybody reads them") {
  for (const std::string value : {"0", "0.001", "0.099"}) {
    CHECK(error_of({"h", "--snapshot-every", value}) ==
          "--snapshot-every: \"" + value +
              "\" is not a number of seconds from 0.1 up to 31536000");
  }
}

TEST_CASE("ping_options: a label that can't be one is named") {
  const std::vector<bad_row> rows{
      {{"h", "--prometheus", "p", "--label", "site"},
       {"--label", "\"site\"", "NAME=VALUE"}},
      {{"h", "--prometheus", "p", "--label", "a-b=1"}, {"--label", "\"a-b=1\""}},
      {{"h", "--prometheus", "p", "--label", "port=1"}, {"--label", "\"port\"", "taken"}},
      {{"h", "--prometheus", "p", "--label", "__x=1"}, {"--label", "\"__x\"", "taken"}},
      {{"h", "--label", "site=Perth"}, {"--label", "--prometheus"}},
      {{"h", "--report", ""}, {"--report"}},
      {{"h", "--report", "-"}, {"--report", ".html", ".json"}},
      {{"h", "--report", "a.pdf"}, {"--report", "\"a.pdf\"", ".html", ".json"}},
      {{"h", "--redact"}, {"--redact", "--report"}},
      {{"h", "g", "--report", "a.html"}, {"--report", "one target"}},
      {{"h", "--baseline", ""}, {"--baseline", "FILE.json"}},
      {{"h", "--baseline", "-"}, {"--baseline", "FILE.json"}},
      {{"h", "g", "--baseline", "a.json"}, {"--baseline", "one target"}},
      {{"--baseline", "a.json", "--self-test"}, {"--baseline", "--self-test"}},
      {{"h", "--baseline", "a.json", "--until-up"}, {"--baseline", "--until-up"}},
      {{"h", "--baseline", "a.json", "--until-down"}, {"--baseline", "--until-down"}},
      {{"h", "--append"}, {"--append", "--json", "--csv"}},
      {{"h", "--nagios", "--snapshot-every", "1"}, {"--snapshot-every", "--nagios"}},
      {{"h", "--append", "--csv", "-"}, {"--append", "--json", "--csv"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("ping_options: no message has any part of a logon's user or password") {
  const std::vector<words> rows{
      {"-S", "fred:-hackme"},
      {"-S", "fred:hackme@"},
      {"-S", "fred:hackme@:5000"},
      {"-S", "fred:hackme@h:0"},
      {"-S", "fred:hackme@h:abc"},
      {"-S", "fred:hackme@two words"},
      {"-S", "fred:hackme@[::1"},
      {"-S", "fred:hackme"},
      {"-S", "[fred:hackme]"},
      {"-S", "fred:hack:me"},
      {"-S", "fred:hackme\x1b[31m"},
      {"-S", "\"fred:hackme@h\""},
      {"--server", "fred:hackme@h:0"},
      {"--server=fred:hackme@h:0"},
      {"-Sfred:hackme@h:0"},
      {"-S=fred:hackme@h:0"},
      {"-S", "fred:hackme@h", "h"},
      {"h", "-S", "fred:hackme@h"},
      {"-S", "fred:hackme@h", "-S", "fred:hackme@h:0"},
      {"-S", "fred:hackme@h:1", "-P", "2"},
      {"-S", "fred:hackme@h", "-c", "0"},
      {"-S", "fred:hackme@h", "--bogus"},
      {"-S", "fred:hackme@h", "-4", "-6"},
      {"--self-test", "-S", "fred:hackme@h"},
      // A password with blanks, and no quotes around the logon.
      {"-S", "fred:my", "hackme@h"},
      {"-S", "fred:my", "own", "hackme@h"},
      {"-qS", "fred:hackme"},
      // A logon without -S.
      {"fred:hackme@h"},
      {"h", "fred:hackme@h"},
      {"h", "--serve", "fred:hackme@h"},
  };
  for (const auto& arguments : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    CHECK(!text.empty());
    CHECK(!contains(text, "fred"));
    CHECK(!contains(text, "hack"));
  }
}

}  // namespace
}  // namespace tmss10
