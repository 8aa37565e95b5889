// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include "support/target_lines.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/options/target_entry.hpp>

#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::names_of;
using test::targets_in;

/// A command line of one host, whose options are the ones of all targets.
ping_options common_of(test::words arguments) {
  arguments.emplace_back("unused");
  const auto command = test::parsed(parse_ping_command, arguments);
  return std::get<ping_options>(command);
}

/// The options of a line's run.
ping_options options_of_line(const std::string& line, const test::words& arguments) {
  const auto common = common_of(arguments);
  return options_of(targets_in(line, common).front(), common);
}

std::string error_of(const std::vector<std::string>& hosts) {
  try {
    (void)targets_of(hosts, {});
  } catch (const usage_error& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("target_entry: hosts and ranges of a command line become targets") {
  ping_options common;
  common.port = 6000;
  const auto targets = targets_of(
      {"a", "b:5001", "192.0.2.0/30", "[2001:db8::/127]:5002", "127.1"}, common);
  CHECK(names_of(targets) == std::vector<std::string>{"a", "b:5001", "192.0.2.1",
                                                      "192.0.2.2", "[2001:db8::]:5002",
                                                      "[2001:db8::1]:5002", "127.1"});
  CHECK(targets[0].port == 6000);
  CHECK(targets[1].port == 5001);
  CHECK(targets[2].port == 6000);
  CHECK(targets[5].host == "2001:db8::1");
  CHECK(targets[5].port == 5002);
  CHECK(targets[6].host == "127.0.0.1");
  for (const auto& target : targets)
    CHECK(target.own == nullptr);
}

TEST_CASE("target_entry: a bad host is refused as the only host would be") {
  for (const std::string host : {"", "a/b", "5000", "http://a", "1:2:3:4:5:6:7:8:5999",
                                 "a:0", "user:password@host", "127.0.0.010", "[::1"}) {
    CAPTURE(host);
    CHECK(error_of({"good", host, "x/y"}) ==
          test::usage_error_of(parse_ping_command, {host}));
  }
  CHECK(contains(error_of({"a", "192.0.2.0/33"}), "range \"192.0.2.0/33\": "));
}

TEST_CASE("target_entry: a host is given once, and ranges have a limit together") {
  CHECK(error_of({"a", "b", "a"}) == "host \"a\" was given twice");
  CHECK(error_of({"192.0.2.7", "192.0.2.0/28"}) == "host \"192.0.2.7\" was given twice");
  CHECK(error_of({"a", "a:5000"}).empty());
  CHECK(error_of({"10.1.0.0/16", "10.2.0.0/30"}).empty());
  CHECK(error_of({"10.1.0.0/16", "10.2.0.0/29"}) ==
        "all ranges together have more than 65,536 addresses");
  CHECK(targets_of({}, {}).empty());
}

TEST_CASE("target_entry: a target without options has those of the command line") {
  const auto options =
      options_of_line("a:5001", {"-c", "7", "-k", "f", "-s", "9", "-4", "--source",
                                 "192.0.2.1", "-x", "http://u:p@proxy", "--proxy-header",
                                 "X: y", "--prometheus", "p", "--label", "a=b"});
  CHECK(options.host == "a");
  CHECK(options.port == 5001);
  CHECK(options.count == 7U);
  CHECK(options.key_file == "f");
  CHECK(options.payload_size == 9);
  CHECK(options.family == address_family::v4);
  CHECK(options.source == "192.0.2.1");
  REQUIRE(options.proxy);
  CHECK(options.proxy->credentials != nullptr);
  CHECK(options.proxy->headers.size() == 1);
  CHECK(options.reports.labels.size() == 1);
}

TEST_CASE("target_entry: a line's options replace those of the command line") {
  const test::words all{"-k",       "f",         "-s", "9",           "-4",
                        "--source", "192.0.2.1", "-x", "http://proxy"};
  const auto options =
      options_of_line("a -k g -s 0 -6 --source 2001:db8::1 -x http://other:1 -P 7", all);
  CHECK(options.port == 7);
  CHECK(options.key_file == "g");
  CHECK(options.payload_size == 0);
  CHECK(options.family == address_family::v6);
  CHECK(options.source == "2001:db8::1");
  CHECK(options.proxy->address->host == "other");
  const auto without = options_of_line("a -k none -x none", all);
  CHECK_FALSE(without.key_file);
  CHECK_FALSE(without.proxy);
  CHECK(without.payload_size == 9);
}

TEST_CASE("target_entry: a line's proxy gets nothing of the command line's") {
  const std::vector<test::words> secrets{
      {"-x", "http://user:password@proxy", "--proxy-header", "X-Token: secret"},
      {"-x", "http://proxy", "--proxy-credentials", "f", "--proxy-header", "X: y"},
      {"-x", "env", "--proxy-credentials", "f", "--proxy-header", "X: y"}};
  for (const auto& common : secrets) {
    for (const std::string own : {"http://proxy", "http://other", "env"}) {
      const auto options = options_of_line("a -x " + own, common);
      REQUIRE(options.proxy);
      CHECK(options.proxy->credentials == nullptr);
      CHECK_FALSE(options.proxy->credentials_file);
      CHECK(options.proxy->headers.empty());
    }
    CHECK_FALSE(options_of_line("a -x none", common).proxy);
  }
  const auto own =
      options_of_line("a -x http://other --proxy-credentials g", secrets.front());
  CHECK(own.proxy->credentials == nullptr);
  CHECK(own.proxy->credentials_file == "g");
  CHECK(own.proxy->headers.empty());
}

TEST_CASE("target_entry: credentials of a line need a proxy on that line") {
  const auto common = common_of({"-x", "http://proxy"});
  const std::string message =
      "sites.txt:1: --proxy-credentials is of no use without --proxy";
  CHECK(test::error_in("a --proxy-credentials f", common) == message);
  CHECK(test::error_in("a -x none --proxy-credentials f", common) == message);
}

TEST_CASE("target_entry: --connect-only of a line leaves no use for key and size") {
  const auto options = options_of_line("a -C", {"-k", "f", "-s", "9"});
  CHECK(options.connect_only);
  CHECK_FALSE(options.key_file);
  CHECK(options.payload_size == 0);
  const auto packets = options_of_line("a --connect-only=false -k f", {"-C"});
  CHECK_FALSE(packets.connect_only);
  CHECK(packets.key_file == "f");
}

TEST_CASE("target_entry: labels of a line are added, and hold where names are the same") {
  const auto options =
      options_of_line("a --label site=Berne --label floor=2",
                      {"--prometheus", "p", "--label", "site=all", "--label", "org=x"});
  const auto& labels = options.reports.labels;
  REQUIRE(labels.size() == 3);
  CHECK(labels[0].name == "site");
  CHECK(labels[0].value == "Berne");
  CHECK(labels[1].name == "org");
  CHECK(labels[2].name == "floor");
}

}  // namespace
}  // namespace tmss10
