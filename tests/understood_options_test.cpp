// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/understood_options.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::words;

std::vector<understood_option> understood(const words& arguments) {
  CAPTURE(test::joined_words(arguments));
  const auto command = test::parsed(parse_ping_command, arguments);
  REQUIRE(std::holds_alternative<ping_options>(command));
  return understood_options(std::get<ping_options>(command));
}

/// As they would be typed.
words words_of(const std::vector<understood_option>& options) {
  words out;
  for (const auto& option : options) {
    out.push_back(option.name);
    if (option.value) out.push_back(*option.value);
  }
  return out;
}

/// A command line with that option, and what it is understood as.
struct understood_row {
  words typed;
  words understood;
};

/// Each option that has a meaning for a run. The first word is its long name.
const std::vector<understood_row> understood_rows{
    {{"--port", "5001"}, {"--port", "5001", "--count", "4"}},
    {{"--ipv4"}, {"--ipv4", "--count", "4"}},
    {{"--ipv6"}, {"--ipv6", "--count", "4"}},
    {{"--source", "127.1"}, {"--source", "127.0.0.1", "--count", "4"}},
    {{"--interface", "eth0"}, {"--interface", "eth0", "--count", "4"}},
    {{"--proxy", "http://proxy.example/"},
     {"--proxy", "proxy.example:1080", "--count", "4"}},
    {{"--proxy", "env"}, {"--proxy", "env", "--count", "4"}},
    {{"--proxy-credentials", "f", "-x", "[::1]:80"},
     {"--proxy", "[::1]:80", "--proxy-credentials", "f", "--count", "4"}},
    {{"--count", "7"}, {"--count", "7"}},
    {{"--count", "4"}, {"--count", "4"}},
    {{"--continuous"}, {"--continuous", "--interval", "1"}},
    {{"--continuous", "-i", "0"}, {"--continuous", "--interval", "0"}},
    {{"--interval", "0.250"}, {"--count", "4", "--interval", "0.25"}},
    {{"--timeout", "2"}, {"--count", "4", "--timeout", "2"}},
    {{"--connect-timeout", "5"}, {"--count", "4", "--connect-timeout", "5"}},
    {{"--deadline", "10.0"}, {"--count", "4", "--deadline", "10"}},
    {{"--max-failures", "3"}, {"--count", "4", "--max-failures", "3"}},
    {{"--size", "100"}, {"--count", "4", "--size", "100"}},
    {{"--connect-only"}, {"--count", "4", "--connect-only"}},
    {{"--until-up"}, {"--interval", "1", "--until-up"}},
    {{"--until-down", "-t"}, {"--interval", "1", "--until-down"}},
    {{"--max-loss", "2.5%"}, {"--count", "4", "--max-loss", "2.5"}},
    {{"--max-rtt", "10"}, {"--count", "4", "--max-rtt", "10"}},
    {{"--max-p95", "0.001"}, {"--count", "4", "--max-p95", "0.001"}},
    {{"--key-file", "dir/site.key"}, {"--count", "4", "--key-file", "dir/site.key"}},
    {{"--json", "-"}, {"--count", "4", "--json", "-"}},
    {{"--csv", "f"}, {"--count", "4", "--csv", "f"}},
    {{"--append", "--csv", "f"}, {"--count", "4", "--csv", "f", "--append"}},
    {{"--prometheus", "f"}, {"--count", "4", "--prometheus", "f"}},
    {{"--label", "site=Perth", "--label", "rack=1", "--prometheus", "f"},
     {"--count", "4", "--prometheus", "f", "--label", "site=Perth", "--label", "rack=1"}},
    {{"--snapshot-every", "1.50"}, {"--count", "4", "--snapshot-every", "1.5"}},
    {{"--report", "a.html"}, {"--count", "4", "--report", "a.html"}},
    {{"--redact", "--report", "a.json", "--report", "b.htm"},
     {"--count", "4", "--report", "b.htm", "--report", "a.json", "--redact"}},
    {{"--baseline", "a.json"}, {"--count", "4", "--baseline", "a.json"}},
    {{"--nagios"}, {"--count", "4", "--nagios"}},
    {{"--warn", "100,20%", "--nagios"},
     {"--count", "4", "--nagios", "--warn", "100,20%"}},
    {{"--crit", "@10:20,5.5%", "--nagios"},
     {"--count", "4", "--nagios", "--crit", "@10:20,5.5%"}},
    {{"--quiet"}, {"--count", "4", "--quiet"}},
    {{"--verbose"}, {"--count", "4", "--verbose"}},
    {{"--timestamps"}, {"--count", "4", "--timestamps"}},
    {{"--timestamp-format", "epoch"}, {"--count", "4", "--timestamps"}},
    {{"--timestamp-format", "iso"}, {"--count", "4", "--timestamp-format", "iso"}},
    {{"--timestamp-format", "rfc3339"},
     {"--count", "4", "--timestamp-format", "rfc3339"}},
    {{"--timestamp-format", "ctime"}, {"--count", "4", "--timestamp-format", "ctime"}},
    {{"--audible"}, {"--count", "4", "--audible"}},
    {{"--color", "never"}, {"--count", "4", "--color", "never"}},
    {{"--color", "always"}, {"--count", "4", "--color", "always"}},
    {{"--color", "auto"}, {"--count", "4"}},
    {{"--path"}, {"--path"}},
    {{"--path", "-c", "3"}, {"--count", "3", "--path"}},
    {{"--max-hops", "7", "--path"}, {"--path", "--max-hops", "7"}},
    {{"--mtu"}, {"--mtu"}},
    {{"--idle-limit", "900"}, {"--idle-limit", "900"}},
    {{"--examine"}, {"--count", "20", "--interval", "0.2", "--examine"}},
    {{"--examine", "-c", "3", "-i", "1"},
     {"--count", "3", "--interval", "1", "--examine"}}};

TEST_CASE("understood_options: without an option there is the count") {
  CHECK(words_of(understood({"h"})) == words{"--count", "4"});
}

TEST_CASE("understood_options: each option has its long name and one form of its value") {
  for (const auto& [typed, told] : understood_rows) {
    auto arguments = typed;
    arguments.emplace_back("h");
    CHECK(words_of(understood(arguments)) == told);
  }
}

TEST_CASE("understood_options: what is told, typed again, means the same") {
  for (const auto& [typed, told] : understood_rows) {
    auto again = told;
    again.emplace_back("h");
    CHECK(words_of(understood(again)) == told);
  }
}

/// The long names in a text.
std::set<std::string> long_names_in(const std::string& text) {
  std::set<std::string> out;
  for (auto at = text.find("--"); at != std::string::npos; at = text.find("--", at)) {
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-", at);
    out.insert(text.substr(at, end - at));
    at = end;
  }
  return out;
}

TEST_CASE("understood_options: no option is forgotten") {
  std::set<std::string> told{"--self-test", "--proxy-header", "--targets",
                             "--rate",      "--at-once",      "--min-ok"};  // below
  for (const auto& one : understood_rows)
    told.insert(one.typed.front());
  const std::set<std::string> not_told{"--server", "--generate-key", "--help",
                                       "--version", "--until-"};
  const auto help =
      std::get<show_ping_text>(test::parsed(parse_ping_command, {"--help"})).text;
  for (const auto& name : long_names_in(help)) {
    CAPTURE(name);
    CHECK(told.count(name) + not_told.count(name) == 1);
  }
}

TEST_CASE("understood_options: those about several targets") {
  const auto told = [](const words& arguments) {
    const auto command = test::parsed(parse_ping_command, arguments);
    return words_of(understood_options(std::get<table_options>(command)));
  };
  CHECK(told({"a", "b"}) == words{"--count", "4"});
  CHECK(told({"--targets", "sites.txt", "--at-once", "6", "--rate", "5", "--min-ok", "7",
              "-P", "5001", "-q"}) == words{"--port", "5001", "--targets", "sites.txt",
                                            "--rate", "5", "--at-once", "6", "--min-ok",
                                            "7", "--count", "4", "--quiet"});
}

TEST_CASE("understood_options: a self-test has no port of its own") {
  auto options =
      std::get<ping_options>(test::parsed(parse_ping_command, {"--self-test"}));
  options.port = 40'000;
  CHECK(words_of(understood_options(options)) == words{"--count", "4", "--self-test"});
}

TEST_CASE("understood_options: a command line that is wrong tells what is known") {
  try {
    (void)test::parsed(parse_ping_command, {"-4", "-6", "-q", "h"});
    FAIL("it is right");
  } catch (const bad_ping_command& error) {
    CHECK(words_of(understood_options(error.known())) ==
          words{"--count", "4", "--quiet"});
  }
}

TEST_CASE("understood_options: what is secret is not told, wherever it stands") {
  // "hush" is in everything that is secret, and nowhere else.
  const std::vector<words> command_lines{
      {"-S", "hushuser:hushword@server.example:5001"},
      {"-x", "http://hushuser:hushword@proxy.example:3128", "h"},
      {"-x", "http://hushuser@proxy.example:3128", "h"},
      {"-x", "proxy.example", "--proxy-header", "X-Token: hushtoken", "h"},
  };
  const std::vector<words> told{
      {"--port", "5001", "--count", "4"},
      {"--proxy", "proxy.example:3128", "--count", "4"},
      {"--proxy", "proxy.example:3128", "--count", "4"},
      {"--proxy", "proxy.example:1080", "--proxy-header", "X-Token", "--count", "4"},
  };
  for (std::size_t i = 0; i < command_lines.size(); ++i) {
    const auto found = words_of(understood(command_lines[i]));
    CHECK(found == told[i]);
    for (const auto& word : found)
      CHECK(!test::contains(word, "hush"));
  }
}

TEST_CASE("understood_options: nor is what is secret in a command line that is wrong") {
  for (const words& arguments :
       {words{"-S", "hushuser:hushword@h:5001", "-4", "-6"},
        words{"-x", "http://hushuser:hushword@proxy.example:x", "h"},
        words{"--proxy-header", "X-Token: hushtoken", "h"},
        words{"hushuser:hushword@h"}}) {
    CAPTURE(test::joined_words(arguments));
    try {
      (void)test::parsed(parse_ping_command, arguments);
      FAIL("it is right");
    } catch (const bad_ping_command& error) {
      for (const auto& word : words_of(understood_options(error.known())))
        CHECK(!test::contains(word, "hush"));
    }
  }
}

}  // namespace
}  // namespace tmss10
