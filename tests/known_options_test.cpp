// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <string>

namespace tmss10 {
namespace {

using test::words;

/// What is known of a command line that is wrong.
ping_options known_of(const words& arguments) {
  try {
    (void)test::parsed(parse_ping_command, arguments);
  } catch (const bad_ping_command& error) {
    return error.known();
  }
  FAIL("it is not wrong");
  return {};
}

TEST_CASE("known_options: an error reaches a monitoring system by --nagios' own value") {
  for (const words& arguments : {words{"--nagios"},
                                 {"--nagios", "h", "-P"},
                                 {"-P", "x", "--nagios", "h"},
                                 {"--nagios=true", "--bogus", "h"},
                                 {"--nagios=1", "-4", "-6", "h"},
                                 {"--nagios=false", "--nagios", "-c", "0", "h"},
                                 {"--nagios=perhaps", "h"},
                                 {"h", "ex tra", "--nagios=on"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK(known_of(arguments).reports.nagios);
  }
  for (const words& arguments : {words{},
                                 {"--nagios=false"},
                                 {"--nagios", "--nagios=false", "h", "-c", "0"},
                                 {"h", "--", "--nagios"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK(!known_of(arguments).reports.nagios);
  }
  // Taken for the value of an option that lacks its own.
  for (const words& arguments :
       {words{"--json", "--nagios", "h", "-c", "0"}, {"-c", "--nagios", "h"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK(known_of(arguments).reports.nagios);
  }
}

TEST_CASE("known_options: a word too many leaves the target in doubt") {
  CHECK(known_of({"h:7", "ex tra"}).host.empty());
  CHECK(known_of({"h:7", "ex tra"}).port == 0);
  CHECK(known_of({"h", "80"}).host == "h");
  CHECK(known_of({"h", "80"}).port == 0);
  CHECK(known_of({"--bogus", "h:7"}).host.empty());
  CHECK(known_of({"h:7", "--bogus", "5s"}).host == "h");
}

TEST_CASE("known_options: an error leaves what is right by itself for the reports") {
  for (const words& wrong : {words{"-P", "x"},
                             {"-W", "x"},
                             {"--bogus"},
                             {"--color", "x"},
                             {"-q=x"},
                             {"-t", "-c", "1"},
                             {"-k"}}) {
    CAPTURE(test::joined_words(wrong));
    words arguments{"h:7",         "-C",      "-4",           "-D",
                    "--source",    "::1",     "-x",           "http://a:b@p:1",
                    "--interface", "eth1",    "--json",       "j",
                    "--csv",       "c",       "--prometheus", "p",
                    "--append",    "--label", "a=1",          "--label",
                    "b=2",         "--label", "a=3"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const auto known = known_of(arguments);
    CHECK(known.host == "h");
    CHECK(known.port == 7);
    CHECK(known.connect_only);
    CHECK(known.timestamps == timestamp_format::epoch);
    CHECK(known.family == address_family::v4);
    CHECK(known.source == "::1");
    CHECK(known.interface_name == "eth1");
    REQUIRE(known.proxy);
    CHECK(known.proxy->address->host == "p");
    CHECK(known.reports.json == "j");
    CHECK(known.reports.csv == "c");
    CHECK(known.reports.append);
    CHECK(known.reports.prometheus == "p");
    REQUIRE(known.reports.labels.size() == 2);
    CHECK(known.reports.labels[0].value == "3");
    CHECK(known.reports.labels[1].name == "b");
  }
}

TEST_CASE("known_options: a format of time stamps that is right is known") {
  CHECK(known_of({"h", "--timestamp-format", "iso", "-P", "x"}).timestamps ==
        timestamp_format::iso);
  CHECK(known_of({"h", "-P", "x", "--timestamp-format=ctime", "-D"}).timestamps ==
        timestamp_format::ctime);
  CHECK(known_of({"h", "--timestamp-format", "x"}).timestamps == timestamp_format::none);
  CHECK(known_of({"h", "-D", "--timestamp-format", "x"}).timestamps ==
        timestamp_format::epoch);
  CHECK(known_of({"h", "--timestamp-format", "iso", "--timestamp-format", "x"})
            .timestamps == timestamp_format::iso);
}

TEST_CASE("known_options: of a target that is wrong, what can be shown is known") {
  CHECK(known_of({"two words"}).host.empty());
  CHECK(known_of({"-S", "fred:hackme@h:7", "--bogus"}).host == "h");
  CHECK(known_of({"-S", "fred:hackme@h:0"}).host.empty());
  CHECK(known_of({"fred:hackme@h"}).host.empty());
  CHECK(known_of({"-S", "fred:hackme@h", "other"}).host.empty());
  CHECK(known_of({"--self-test", "-P", "1"}).host.empty());
  CHECK(known_of({"--self-test", "h"}).host.empty());
}

TEST_CASE("known_options: a port or a family that is wrong is not known") {
  for (const words& arguments : {words{"h", "-P", "x"},
                                 {"h", "-P", "0"},
                                 {"h", "-P", "1", "-P", "x"},
                                 {"h", "-P"},
                                 {"h", "--port"},
                                 {"h:x"},
                                 {"h:65536"},
                                 {"[::1]:0"},
                                 {"-S", "fred:hackme@h:0"},
                                 {"h:1", "-P", "2"},
                                 {"h:1", "-P", "2", "-P", "x"},
                                 {"h:x", "-P", "7"},
                                 {"5000"},
                                 {"[127.1]:7"},
                                 {"fred:hackme@h:9999"},
                                 {"fred:hackme@h:9999", "-P", "7"},
                                 {"fred@h", "--bogus"},
                                 {"-S", "fred:hackme@h:7", "other"},
                                 {"--self-test", "--bogus"},
                                 {"--self-test", "-P", "7"},
                                 {"-c", "0"}}) {
    CAPTURE(test::joined_words(arguments));
    CHECK(known_of(arguments).port == 0);
  }
  CHECK(known_of({"h", "-P", "x", "-P", "1"}).port == 1);
  CHECK(known_of({"h:7", "-P", "x"}).port == 7);
  CHECK(known_of({"h", "-P", "7", "--bogus"}).port == 7);
  CHECK(known_of({"two words", "-P", "7"}).port == 7);
  CHECK(known_of({"-P", "7"}).port == 7);
  CHECK(known_of({"h", "--bogus"}).port == 5000);
  CHECK(known_of({"h", "-4", "-6"}).family == address_family::unknown);
  CHECK(known_of({"h", "-4", "--bogus"}).family == address_family::v4);
  CHECK(known_of({"h", "--bogus"}).family == address_family::any);
}

}  // namespace
}  // namespace tmss10
