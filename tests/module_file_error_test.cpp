// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/exporter/module_keys.hpp"
#include "core/exporter/option_keys.hpp"
#include "support/modules.hpp"
#include <tmss10/core/exporter/module_file.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::module_error_in;
using test::module_errors_in;

/// The lines of a module, and what its error says after the file.
struct module_row {
  std::string lines;
  std::string message;
};

void check_modules(const std::vector<module_row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.lines);
    CHECK(module_error_in("[modules.m]\n" + row.lines + "\n") ==
          "modules.toml:" + row.message);
  }
}

TEST_CASE("module_file: a wrong value is refused in the command line's words, but keys") {
  struct row {
    std::string line;
    test::words arguments;
  };
  const std::vector<row> rows{
      {"count = 0", {"-c", "0"}},
      {"count = -1", {"--count=-1"}},
      {"count = 1.5", {"-c", "1.5"}},
      {"count = 4294967296", {"-c", "4294967296"}},
      {"count = 9223372036854775807", {"-c", "9223372036854775807"}},
      {"count = \"x\\\"y\"", {"-c", "x\"y"}},
      {"port = 65536", {"-P", "65536"}},
      {"port = \"\xE2\x80\xAE\"", {"-P", "\xE2\x80\xAE"}},
      {"timeout = 0", {"-W", "0"}},
      {"timeout = nan", {"-W", "nan"}},
      {"timeout = inf", {"-W", "inf"}},
      {"timeout = -inf", {"--timeout=-inf"}},
      {"timeout = -0.5", {"--timeout=-0.5"}},
      {"timeout = 31536001", {"-W", "31536001"}},
      {"size = 65001", {"-s", "65001"}},
      {"max-loss = 101", {"--max-loss", "101"}},
      {"max-hops = 256", {"--path", "--max-hops", "256"}},
      {"proxy = 'https://p'", {"-x", "https://p"}},
      {"proxy = 'http://u:sEcret@p:x'", {"-x", "http://u:sEcret@p:x"}},
      {"proxy-header = 'Host: x'", {"-x", "p", "--proxy-header", "Host: x"}},
      // Options that do not go together.
      {"proxy-header = 'A: b'", {"--proxy-header", "A: b"}},
      {"proxy-credentials = 'f'", {"--proxy-credentials", "f"}},
      {"connect-only = true\nkey-file = 'f'", {"-C", "-k", "f"}},
      {"ipv4 = true\nipv6 = true", {"-4", "-6"}},
      {"max-rtt = 'x'", {"--max-rtt", "x"}},
      {"max-p95 = '--size'", {"--max-p95", "--size"}},
      {"path = true\nproxy = 'p'", {"--path", "-x", "p"}},
      {"path = true\nsize = 1", {"--path", "-s", "1"}},
      {"path = true\ndeadline = 1", {"--path", "-w", "1"}},
  };
  for (auto [line, arguments] : rows) {
    CAPTURE(line);
    arguments.emplace_back("host");
    const auto expected = test::usage_error_of(parse_ping_command, arguments);
    const auto error = module_error_in("[modules.m]\n" + line + "\n");
    CHECK(error.ends_with(": module \"m\": " + with_keys_for_options(expected)));
    CHECK((contains(line, "--") || !contains(error, "--")));
  }
}

TEST_CASE("module_file: an empty text is no value") {
  for (const std::string key : {"count", "key-file", "max-rtt", "proxy", "proxy-header"})
    check_modules({{key + " = ''", "2: module \"m\": " + key + ": the text is empty"}});
}

TEST_CASE("module_file: no error tells of options that no module has") {
  check_modules(
      {{"max-hops = 3", "2: module \"m\": max-hops is of no use without path"},
       {"count = '5,20%'", "2: module \"m\": count: \"5,20%\" is not a number"},
       {"deadline = '5,20%'", "2: module \"m\": deadline: \"5,20%\" is not a number"}});
}

TEST_CASE("module_file: an error has the line of its option, or else of its module") {
  check_modules(
      {{"count = 1\n\nport = 0",
        "4: module \"m\": port: \"0\" is not a whole number from "
        "1 to 65535"},
       {"connect-only = true\n\nkey-file = 'f'",
        "2: module \"m\": connect-only sends nothing; leave out key-file and size"},
       {"count = 1\nproxy-credentials = 'f'",
        "3: module \"m\": proxy-credentials is of no use without proxy"},
       {"count = 1\nipv4 = true\nipv6 = true",
        "3: module \"m\": ipv4 and ipv6 were both given; use one of them"}});
}

TEST_CASE("module_file: an option that means nothing to a probe is refused by name") {
  int refused = 0;
  for (const auto& key : module_keys()) {
    if (key.use != module_use::refused) continue;
    ++refused;
    for (const auto* value : {"true", "1", "'sEcret'", "[]", "['x']"}) {
      const std::string name(key.name);
      CHECK(module_error_in("[modules.m]\n" + name + " = " + value) ==
            "modules.toml:2: module \"m\": " + name +
                " is of no use in a module: " + std::string(key.reason));
    }
  }
  CHECK(refused == 33);
}

TEST_CASE("module_file: an unknown key is no option, but perhaps a misspelt one") {
  const std::string at = "2: module \"m\": ";
  const std::string is_not = " is not the long name of an option";
  const std::string such = "a key is the long name of an option, such as count";
  check_modules(
      {{"kount = 3", at + "\"kount\"" + is_not + "; did you mean count?"},
       {"cuont = 3", at + "\"cuont\"" + is_not + "; did you mean count?"},
       {"max_loss = 3", at + "\"max_loss\"" + is_not + "; did you mean max-loss?"},
       {"keyfile = 'f'", at + "\"keyfile\"" + is_not + "; did you mean key-file?"},
       {"bucket = [1]", at + "\"bucket\"" + is_not + "; did you mean buckets?"},
       {"jsn = 'f'", at + "\"jsn\"" + is_not},
       {"host = 'a'", at + "\"host\"" + is_not},
       {"Count = 3", at + such + "; did you mean count?"},
       {"'count=3' = 3", at + such},
       {"'' = 3", at + such},
       {"\"a\\u0000\" = 3", at + such},
       {"SECRET = 'x'", at + such}});
}

TEST_CASE("module_file: a key as on a command line is told its long name") {
  const std::string at = "2: module \"m\": ";
  check_modules(
      {{"c = 4", at + "\"c\": the key is called count"},
       {"'-c' = 4", at + "\"-c\": the key is called count"},
       {"C = true", at + "\"C\": the key is called connect-only"},
       {"4 = true", at + "\"4\": the key is called ipv4"},
       {"'--count' = 3", at + "\"--count\": the key is called count"},
       {"t = true",
        at + "\"t\": continuous is of no use in a module: a probe has to end"},
       {"y = true", at + "a key is the long name of an option, such as count"}});
}

TEST_CASE("module_file: a value has the shape of its option") {
  const std::string at = "2: module \"m\": ";
  check_modules(
      {{"connect-only = 1", at + "connect-only: it is true or false, without quotes"},
       {"connect-only = 'true'",
        at + "connect-only: it is true or false, without quotes"},
       {"connect-only = [true]", at + "connect-only: it has one value, not an array"},
       {"count = true", at + "count: it has a value, not true or false"},
       {"count = [3]", at + "count: it has one value, not an array"},
       {"count = []", at + "count: it has one value, not an array"},
       {"count = {x = 1}", at + "count: a table belongs to no module"},
       {"count.x = 1", at + "count: a table belongs to no module"},
       {"[[modules.m.count]]", at + "count: an array has numbers or texts only"},
       {"[modules.m.'x y']", at + "a table belongs to no module"},
       {"count = 2026-11-30", at + "count: no option has a date or a time as its value"},
       {"count = 10:00:00", at + "count: no option has a date or a time as its value"},
       {"count = 2026-11-30T10:00:00Z",
        at + "count: no option has a date or a time as its value"},
       {"proxy-header = [['a']]",
        at + "proxy-header: an array has numbers or texts only"},
       {"proxy-header = [{}]", at + "proxy-header: an array has numbers or texts only"},
       {"proxy-header = [true]", at + "proxy-header: it has a value, not true or false"},
       {"key-file = \"a\\u0000b\"",
        at + "key-file: a value contains a control character"},
       {"key-file = \"a\\nb\"", at + "key-file: a value contains a control character"},
       {"key-file = '''\na\nb'''", at + "key-file: a value contains a control character"},
       {"proxy-header = ['A: b', \"C: \\u001b\"]",
        at + "proxy-header: a value contains a control character"}});
}

TEST_CASE("module_file: a number is one that an option can have exactly") {
  const std::string at = "2: module \"m\": ";
  const std::string decimals = "a number has up to 9 decimals, for nanoseconds";
  const std::string large = "a number is too large";
  check_modules({{"timeout = 0.0000000001", at + "timeout: " + decimals},
                 {"timeout = 1e-10", at + "timeout: " + decimals},
                 {"timeout = 1.0000000001", at + "timeout: " + decimals},
                 {"timeout = 0.1234567891", at + "timeout: " + decimals},
                 {"timeout = 1e-300", at + "timeout: " + decimals},
                 {"buckets = [0.1, 0.20000000001]", at + "buckets: " + decimals},
                 {"timeout = 1e15", at + "timeout: " + large},
                 {"timeout = -1e300", at + "timeout: " + large},
                 {"max-rtt = 1.7976931348623157e308", at + "max-rtt: " + large},
                 {"buckets = [1, 1e300]", at + "buckets: " + large}});
  CHECK(contains(module_error_in("[modules.m]\ntimeout = inf"), ":2: module \"m\": "));
  CHECK(contains(module_error_in("[modules.m]\ntimeout = nan"), ":2: module \"m\": "));
}

TEST_CASE("module_file: a text is in quotes") {
  for (const std::string key : {"source", "interface", "proxy", "proxy-credentials",
                                "key-file", "proxy-header"}) {
    for (const std::string number : {"7", "1.5", "0x10", "inf", "-1"}) {
      CAPTURE(key, number);
      CHECK(module_error_in("[modules.m]\n" + key + " = " + number) ==
            "modules.toml:2: module \"m\": " + key +
                ": it is a text; write it in quotes");
    }
  }
  check_modules({{"proxy-header = ['A: b', 1]",
                  "2: module \"m\": proxy-header: it is a text; write it in quotes"}});
}

TEST_CASE("module_file: buckets ascend, and are above 0") {
  const std::string at = "2: module \"m\": buckets: ";
  check_modules(
      {{"buckets = 1", at + "it is an array of seconds"},
       {"buckets = true", at + "it is an array of seconds"},
       {"buckets = []", at + "there is none"},
       {"buckets = [0]", at + "\"0\" is not a number of seconds above 0 up to 31536000"},
       {"buckets = [1, -1]",
        at + "\"-1\" is not a number of seconds above 0 up to 31536000"},
       {"buckets = [nan]",
        at + "\"nan\" is not a number of seconds above 0 up to 31536000"},
       {"buckets = [inf]",
        at + "\"inf\" is not a number of seconds above 0 up to 31536000"},
       {"buckets = ['x']",
        at + "\"x\" is not a number of seconds above 0 up to 31536000"},
       {"buckets = [1, 1]", at + "\"1\" is not above the one before it"},
       {"buckets = [1, 1.0]", at + "\"1\" is not above the one before it"},
       {"buckets = [0.2, 0.1]", at + "\"0.1\" is not above the one before it"},
       {"buckets = [1, true]", at + "it has a value, not true or false"}});
  std::string bounds;
  for (std::size_t i = 0; i <= max_module_buckets; ++i)
    bounds += std::to_string(i + 1) + ",";
  check_modules({{"buckets = [" + bounds + "]", at + "there are more than 100"}});
}

TEST_CASE("module_file: what only a module has goes with its options") {
  check_modules(
      {{"keep-connection = true\nconnect-only = true",
        "2: module \"m\": keep-connection is of no use with connect-only"},
       {"path = true\nkeep-connection = true",
        "3: module \"m\": keep-connection is of no use with path alone; set count, too"},
       {"count = 1\nwatch = 1",
        "3: module \"m\": watch is of no use without connect-only"},
       {"watch = -1",
        "2: module \"m\": watch: \"-1\" is not a number of seconds from 0 up to "
        "31536000"},
       {"watch = true", "2: module \"m\": watch: it has a value, not true or false"},
       {"keep-connection = 1",
        "2: module \"m\": keep-connection: it is true or false, without quotes"}});
}

TEST_CASE(
    "module_file: all errors are reported in the order of their lines, up to twenty") {
  const auto errors = module_errors_in(
      "[modules.z]\ncount = 0\nport = 0\n[modules.a]\nkount = 1\nsize = [1]\nx = 1\n"
      "[modules.'<']\n[other]\n");
  REQUIRE(errors.size() == 7);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const std::string line =
        std::vector<std::string>{"2", "3", "5", "6", "7", "8", "9"}[i];
    CHECK(errors[i].starts_with("modules.toml:" + line + ": "));
  }
  std::string text = "[modules.m]\n";
  for (int i = 10; i < 32; ++i)
    text += "x" + std::to_string(i) + " = 1\n";
  const auto many = module_errors_in(text);
  REQUIRE(many.size() == max_file_faults + 1);
  CHECK(many.back() == "modules.toml: 2 more lines are wrong");
}

}  // namespace
}  // namespace tmss10
