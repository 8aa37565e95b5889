// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::contains;
using test::words;

ping_options options_of(const words& arguments) {
  const auto command = test::parsed(parse_ping_command, arguments);
  REQUIRE(std::holds_alternative<ping_options>(command));
  return std::get<ping_options>(command);
}

std::string text_of(const words& arguments) {
  const auto command = test::parsed(parse_ping_command, arguments);
  REQUIRE(std::holds_alternative<show_ping_text>(command));
  return std::get<show_ping_text>(command).text;
}

TEST_CASE("ping_options: the ending of a report's name is its form") {
  const auto of = [](const words& arguments) { return options_of(arguments).reports; };
  CHECK(of({"h", "--report", "a.HTML"}).page == "a.HTML");
  CHECK(of({"h", "--report", "a.htm"}).page == "a.htm");
  const auto both = of({"h", "--report", "a.html", "--report", "b.json", "--redact"});
  CHECK(both.page == "a.html");
  CHECK(both.document == "b.json");
  CHECK(both.redact);
}

TEST_CASE("ping_options: a run is compared with an earlier report") {
  CHECK(options_of({"h", "--baseline", "a.json"}).baseline == "a.json");
  CHECK(options_of({"h", "--baseline=a.json", "--examine"}).baseline == "a.json");
  CHECK(!options_of({"h"}).baseline);
}

TEST_CASE("ping_options: a host alone takes the documented defaults") {
  const auto options = options_of({"server"});
  CHECK(options.host == "server");
  CHECK(options.port == 5000);
  CHECK(options.count == 4U);
  CHECK(options.interval == 0s);
  CHECK(options.timeout == 5s);
  CHECK(options.connect_timeout == 5s);
  CHECK(!options.deadline);
  CHECK(options.payload_size == 0);
  CHECK(options.family == address_family::any);
  CHECK(!options.source);
  CHECK(!options.interface_name);
  CHECK(!options.max_failures);
  CHECK(!options.key_file);
  CHECK(!options.proxy);
  CHECK(!options.connect_only);
  CHECK(!options.quiet);
  CHECK(!options.verbose);
  CHECK(options.timestamps == timestamp_format::none);
  CHECK(!options.audible);
  CHECK(!options.reports.snapshot_every);
  CHECK(!options.self_test);
}

TEST_CASE("ping_options: of an option given twice, the last value holds") {
  const auto options = options_of({"h",
                                   "-P",
                                   "1",
                                   "-c",
                                   "1",
                                   "-W",
                                   "1",
                                   "-i",
                                   "1",
                                   "-w",
                                   "1",
                                   "-s",
                                   "1",
                                   "-k",
                                   "a",
                                   "--source",
                                   "a",
                                   "--interface",
                                   "a",
                                   "--max-failures",
                                   "1",
                                   "-x",
                                   "http://a",
                                   "--json",
                                   "a",
                                   "--csv",
                                   "a",
                                   "--prometheus",
                                   "a",
                                   "--max-loss",
                                   "1",
                                   "--max-rtt",
                                   "1",
                                   "--max-p95",
                                   "1",
                                   "--nagios",
                                   "--warn",
                                   "1,1%",
                                   "--crit",
                                   "1,1%",
                                   "--color",
                                   "never",
                                   "--timestamp-format",
                                   "iso",
                                   "--connect-timeout",
                                   "1",  //
                                   "-P",
                                   "2",
                                   "-c",
                                   "2",
                                   "-W",
                                   "2",
                                   "-i",
                                   "2",
                                   "-w",
                                   "2",
                                   "-s",
                                   "2",
                                   "-k",
                                   "b",
                                   "--source",
                                   "b",
                                   "--interface",
                                   "b",
                                   "--max-failures",
                                   "2",
                                   "-x",
                                   "http://b",
                                   "--json",
                                   "b",
                                   "--csv",
                                   "b",
                                   "--prometheus",
                                   "b",
                                   "--max-loss",
                                   "2",
                                   "--max-rtt",
                                   "2",
                                   "--max-p95",
                                   "2",
                                   "--nagios",
                                   "--warn",
                                   "2,2%",
                                   "--crit",
                                   "2,2%",
                                   "--color",
                                   "always",
                                   "--timestamp-format",
                                   "epoch",
                                   "--connect-timeout",
                                   "2"});
  CHECK(options.port == 2);
  CHECK(options.count == 2U);
  CHECK(options.timeout == 2s);
  CHECK(options.interval == 2s);
  CHECK(options.deadline == 2s);
  CHECK(options.connect_timeout == 2s);
  CHECK(options.payload_size == 2);
  CHECK(options.key_file == "b");
  CHECK(options.source == "b");
  CHECK(options.interface_name == "b");
  CHECK(options.max_failures == 2U);
  CHECK(options.proxy.value().address.value().host == "b");
  CHECK(options.reports.json == "b");
  CHECK(options.reports.csv == "b");
  CHECK(options.reports.prometheus == "b");
  CHECK(options.limits.max_loss == 2);
  CHECK(options.limits.max_round_trip == 2ms);
  CHECK(options.limits.max_p95 == 2ms);
  CHECK(options.reports.nagios);
  CHECK(options.reports.thresholds.warn.value().loss.value().text() == "2");
  CHECK(options.reports.thresholds.crit.value().loss.value().text() == "2");
  CHECK(options.color == color_choice::always);
  CHECK(options.timestamps == timestamp_format::epoch);
}

TEST_CASE("ping_options: a flag may be given twice") {
  const auto options =
      options_of({"h", "-q", "-q", "-v", "-vv", "-D", "-D", "-t", "-t", "-a", "-a"});
  CHECK(options.quiet);
  CHECK(options.verbose);
  CHECK(options.timestamps == timestamp_format::epoch);
  CHECK(options.audible);
  CHECK(!options.count);
}

TEST_CASE("ping_options: every option does what it says, in both its forms") {
  struct row {
    words arguments;
    std::function<bool(const ping_options&)> holds;
  };
  const std::vector<row> rows{
      {{"h", "-P", "1"}, [](const auto& o) { return o.port == 1; }},
      {{"h", "--port", "65535"}, [](const auto& o) { return o.port == 65535; }},
      {{"h", "--port=7"}, [](const auto& o) { return o.port == 7; }},
      {{"-P7", "h"}, [](const auto& o) { return o.port == 7 && o.host == "h"; }},
      {{"h:8"}, [](const auto& o) { return o.port == 8 && o.host == "h"; }},
      {{"h:8", "-P", "8"}, [](const auto& o) { return o.port == 8; }},
      {{"::1"}, [](const auto& o) { return o.host == "::1" && o.port == 5000; }},
      {{"::1", "-P", "9"}, [](const auto& o) { return o.host == "::1" && o.port == 9; }},
      {{"[::1]:9"}, [](const auto& o) { return o.host == "::1" && o.port == 9; }},
      {{"--", "h"}, [](const auto& o) { return o.host == "h"; }},
      {{"h", "-c", "1"}, [](const auto& o) { return o.count == 1U; }},
      {{"h", "--count", "4294967295"},
       [](const auto& o) { return o.count == 4'294'967'295U; }},
      {{"h", "-t"}, [](const auto& o) { return !o.count && o.interval == 1s; }},
      {{"h", "--continuous", "-i", "0"},
       [](const auto& o) { return !o.count && o.interval == 0s; }},
      {{"h", "-t", "-i", "0.2"}, [](const auto& o) { return o.interval == 200ms; }},
      {{"h", "-i", "1.5"}, [](const auto& o) { return o.interval == 1500ms; }},
      {{"h", "--interval", ".25"}, [](const auto& o) { return o.interval == 250ms; }},
      {{"h", "-i", "3."}, [](const auto& o) { return o.interval == 3s; }},
      {{"h", "-i", "0.000000001"}, [](const auto& o) { return o.interval == 1ns; }},
      {{"h", "-i", "31536000"}, [](const auto& o) { return o.interval == 8760h; }},
      {{"h", "-W", "0.5"}, [](const auto& o) { return o.timeout == 500ms; }},
      {{"h", "--timeout", "7"}, [](const auto& o) { return o.timeout == 7s; }},
      {{"h", "--connect-timeout", "2"},
       [](const auto& o) { return o.connect_timeout == 2s && o.timeout == 5s; }},
      {{"h", "--connect-timeout", "2"},
       [](const auto& o) { return o.look_up_timeout == 2s; }},
      {{"h", "-w", "20"}, [](const auto& o) { return !o.look_up_timeout; }},
      {{"h", "-w", "10"}, [](const auto& o) { return o.deadline == 10s; }},
      {{"h", "--deadline", "0.1"}, [](const auto& o) { return o.deadline == 100ms; }},
      {{"h", "-s", "0"}, [](const auto& o) { return o.payload_size == 0; }},
      {{"h", "--size", "65000"}, [](const auto& o) { return o.payload_size == 65'000; }},
      {{"h", "-4"}, [](const auto& o) { return o.family == address_family::v4; }},
      {{"h", "--ipv4"}, [](const auto& o) { return o.family == address_family::v4; }},
      {{"h", "--ipv6"}, [](const auto& o) { return o.family == address_family::v6; }},
      {{"h", "-6"}, [](const auto& o) { return o.family == address_family::v6; }},
      {{"h", "--source", "192.0.2.1"},
       [](const auto& o) { return o.source == "192.0.2.1"; }},
      {{"h", "--interface", "eth0"},
       [](const auto& o) { return o.interface_name == "eth0"; }},
      {{"h", "--max-failures", "3"},
       [](const auto& o) { return o.max_failures == 3U && o.count == 4U; }},
      {{"h", "--source", "127.1"}, [](const auto& o) { return o.source == "127.0.0.1"; }},
      {{"h", "--source", "[::1]"}, [](const auto& o) { return o.source == "::1"; }},
      {{"h", "--source", "127.1:80"},
       [](const auto& o) { return o.source == "127.1:80"; }},
      {{"--self-test"}, [](const auto& o) { return o.port == 0; }},
      {{"h", "-k", "site.key"}, [](const auto& o) { return o.key_file == "site.key"; }},
      {{"h", "--key-file", "-"}, [](const auto& o) { return o.key_file == "-"; }},
      // An empty name is a file that can't be read, never open mode.
      {{"h", "-k", ""}, [](const auto& o) { return o.key_file.has_value(); }},
      {{"h", "-q"}, [](const auto& o) { return o.quiet; }},
      {{"h", "--quiet"}, [](const auto& o) { return o.quiet; }},
      {{"h", "-v"}, [](const auto& o) { return o.verbose; }},
      {{"h", "--verbose"}, [](const auto& o) { return o.verbose; }},
      {{"h", "-D"},
       [](const auto& o) { return o.timestamps == timestamp_format::epoch; }},
      {{"h", "--timestamps"},
       [](const auto& o) { return o.timestamps == timestamp_format::epoch; }},
      {{"h", "--timestamps=false"},
       [](const auto& o) { return o.timestamps == timestamp_format::none; }},
      {{"h", "--timestamp-format", "epoch"},
       [](const auto& o) { return o.timestamps == timestamp_format::epoch; }},
      {{"h", "--timestamp-format", "iso"},
       [](const auto& o) { return o.timestamps == timestamp_format::iso; }},
      {{"h", "--timestamp-format=rfc3339", "-D"},
       [](const auto& o) { return o.timestamps == timestamp_format::rfc3339; }},
      {{"h", "-D", "--timestamp-format", "ctime"},
       [](const auto& o) { return o.timestamps == timestamp_format::ctime; }},
      {{"h", "-qvD"}, [](const auto& o) { return o.quiet && o.verbose; }},
      {{"h", "-a"}, [](const auto& o) { return o.audible; }},
      {{"h", "--audible"}, [](const auto& o) { return o.audible; }},
      {{"h", "--snapshot-every", "0.5"},
       [](const auto& o) { return o.reports.snapshot_every == 500ms; }},
      {{"--self-test"}, [](const auto& o) { return o.self_test && o.host.empty(); }},
      {{"--self-test", "-c", "2"}, [](const auto& o) { return o.count == 2U; }},
  };
  for (const auto& [arguments, holds] : rows) {
    CAPTURE(test::joined_words(arguments));
    CHECK(holds(options_of(arguments)));
  }
}

TEST_CASE("ping_options: of a logon only the host and the port are used") {
  const std::vector<std::pair<std::string, std::pair<std::string, int>>> rows{
      {"fred:hackme@server", {"server", 5000}},
      {"fred:hackme@server:5001", {"server", 5001}},
      {"fred@server", {"server", 5000}},
      {"server", {"server", 5000}},
      {"server:5001", {"server", 5001}},
      {"fred:h@ckme@server", {"server", 5000}},
      {"-fred:-hackme@server", {"server", 5000}},
      {"fred:hackme@[::1]:5001", {"::1", 5001}},
      {"fred:hackme@::1", {"::1", 5000}},
  };
  for (const auto& [logon, expected] : rows) {
    CAPTURE(logon);
    for (const words& arguments :
         {words{"-S", logon}, words{"--server", logon}, words{"--server=" + logon}}) {
      const auto options = options_of(arguments);
      CHECK(options.host == expected.first);
      CHECK(options.port == expected.second);
    }
  }
}

TEST_CASE("ping_options: a port may stand beside a logon that has none") {
  CHECK(options_of({"-S", "fred:hackme@server", "-P", "7"}).port == 7);
  CHECK(options_of({"-S", "fred:hackme@server:7", "-P", "7"}).port == 7);
}

TEST_CASE("ping_options: the version is one line") {
  for (const auto* option : {"-V", "--version"}) {
    CHECK(text_of({option}) == "TMSS10Ping " TMSS10_VERSION "\n");
  }
}

TEST_CASE("ping_options: the help fits 80 columns and names every option") {
  const std::string help = text_of({"--help"});
  CHECK(help == text_of({"-h"}));
  test::check_layout(help);
  for (const auto* option : {"-P,--port",
                             "-c,--count",
                             "-t,--continuous",
                             "-i,--interval",
                             "-W,--timeout",
                             "--connect-timeout",
                             "-w,--deadline",
                             "-s,--size",
                             "-4",
                             "-6",
                             "--source",
                             "--interface",
                             "--max-failures",
                             "-k,--key-file",
                             "--generate-key",
                             "-S,--server",
                             "-x,--proxy",
                             "--proxy-credentials",
                             "-C,--connect-only",
                             "-q",
                             "-v",
                             "-D,--timestamps",
                             "--timestamp-format FORMAT",
                             "-a,--audible",
                             "--snapshot-every S",
                             "--self-test",
                             "-h,--help",
                             "-V,--version"}) {
    CAPTURE(option);
    CHECK(contains(help, std::string("\n  ") + option));
  }
}

TEST_CASE("ping_options: the help names every exit code") {
  const auto lines = test::lines_of(text_of({"--help"}));
  for (const auto& meaning : exit_code_meanings()) {
    const std::string first(meaning.when.substr(0, meaning.when.find('\n')));
    const std::string number = std::to_string(static_cast<int>(meaning.code));
    const std::string expected =
        "  " + std::string(3 - number.size(), ' ') + number + "  " + first;
    CAPTURE(expected);
    CHECK(std::count(lines.begin(), lines.end(), expected) == 1);
  }
}

TEST_CASE("ping_options: help and version need no host") {
  CHECK(text_of({"-h", "-q"}) == text_of({"-h"}));
  CHECK(!text_of({"-V", "-q"}).empty());
}

}  // namespace
}  // namespace tmss10
