// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/modules.hpp"
#include <tmss10/core/exporter/module_file.hpp>
#include <tmss10/core/options/understood_options.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::module_in;
using test::module_of;
using test::modules_in;

/// The options of a run as they were understood, in one line.
std::string understood_line(const ping_options& options) {
  std::string out;
  for (const auto& option : understood_options(options))
    out += option.name + "=" + option.value.value_or("") + " ";
  return out;
}

std::string line_of_command(test::words arguments) {
  arguments.emplace_back("host");
  const auto command = test::parsed(parse_ping_command, arguments);
  REQUIRE(std::holds_alternative<ping_options>(command));
  return understood_line(std::get<ping_options>(command));
}

TEST_CASE("module_file: without a module there is the default one, without an option") {
  const auto same = [](const std::vector<probe_module>& modules) {
    REQUIRE(modules.size() == 1);
    CHECK(modules[0].name == "default");
    CHECK(understood_line(modules[0].options) == line_of_command({}));
    CHECK(modules[0].options.host.empty());
    CHECK(modules[0].options.port == 5000);
    CHECK(modules[0].buckets == default_buckets());
    CHECK_FALSE(modules[0].keep_connection);
    CHECK_FALSE(modules[0].watch);
  };
  same(built_in_modules());
  for (const std::string text : {"", "\n", "# x\r\n", "\xEF\xBB\xBF", "[modules]\n",
                                 "modules = {}", "[modules.default]\n"})
    same(modules_in(text));
}

TEST_CASE("module_file: modules are sorted, and found by their whole names") {
  const auto modules = modules_in(
      "[modules.tcp]\nconnect-only = true\n[modules.A-1_b]\n[modules.\"x.y\"]\n");
  REQUIRE(modules.size() == 4);
  CHECK(modules[0].name == "A-1_b");
  CHECK(modules[1].name == "default");
  CHECK(modules[2].name == "tcp");
  CHECK(modules[3].name == "x.y");
  CHECK(find_module(modules, "tcp") == &modules[2]);
  CHECK(modules[2].options.connect_only);
  CHECK_FALSE(modules[0].options.connect_only);
  for (const auto* name : {"", "tc", "tcpp", "TCP", "x", "y"})
    CHECK(find_module(modules, name) == nullptr);
}

TEST_CASE("module_file: the default module may be another one") {
  const auto modules = modules_in("[modules.default]\ncount = 7\n");
  REQUIRE(modules.size() == 1);
  CHECK(modules[0].options.count == 7U);
}

TEST_CASE("module_file: an option means what it means on the command line") {
  struct row {
    std::string lines;
    test::words arguments;
  };
  const std::vector<row> rows{
      {"count = 3", {"-c", "3"}},
      {"count = \"3\"", {"-c", "3"}},
      {"count = 0x10", {"-c", "16"}},
      {"count = 1_000", {"-c", "1000"}},
      {"count = 4294967295", {"-c", "4294967295"}},
      {"port = 5001", {"-P", "5001"}},
      {"interval = 0.2", {"-i", "0.2"}},
      {"interval = 1e-3", {"-i", "0.001"}},
      {"interval = 1e1", {"-i", "10"}},
      {"interval = 0", {}},
      {"interval = 0.123456789", {"-i", "0.123456789"}},
      {"interval = 1e-9", {"-i", "0.000000001"}},
      {"interval = 0.1000000000000", {"-i", "0.1"}},
      {"interface = \"7\"", {"--interface", "7"}},
      {"timeout = 2\nconnect-timeout = 1.5\ndeadline = 9",
       {"-W", "2", "--connect-timeout", "1.5", "-w", "9"}},
      {"max-failures = 2", {"--max-failures", "2"}},
      {"size = 65000", {"-s", "65000"}},
      {"ipv4 = true", {"-4"}},
      {"ipv6 = true", {"-6"}},
      {"ipv4 = false\nipv6 = false", {}},
      {"ipv4 = true\nipv6 = false", {"-4"}},
      {"connect-only = true", {"-C"}},
      {"connect-only = false", {}},
      {"source = \"[2001:db8::1]\"", {"--source", "[2001:db8::1]"}},
      {"interface = \"eth0\"", {"--interface", "eth0"}},
      {"key-file = '/etc/tmss10/site.key'", {"-k", "/etc/tmss10/site.key"}},
      {"proxy = \"http://p:3128\"", {"-x", "http://p:3128"}},
      {"key-file = 'Z\xC3\xBCrich.key'", {"-k", "Z\xC3\xBCrich.key"}},
      {"key-file = \"Z\\u00FCrich.key\"", {"-k", "Z\xC3\xBCrich.key"}},
      {"proxy = \"env\"", {"-x", "env"}},
      {"proxy = \"p\"\nproxy-credentials = \"f\"\nproxy-header = \"A: b=c\"",
       {"-x", "p", "--proxy-credentials", "f", "--proxy-header", "A: b=c"}},
      {"proxy = \"p\"\nproxy-header = ['A: b', \"C: d\"]",
       {"-x", "p", "--proxy-header", "A: b", "--proxy-header", "C: d"}},
      {"proxy-header = []", {}},
      {"max-loss = 5\nmax-rtt = 100\nmax-p95 = 0.5",
       {"--max-loss", "5", "--max-rtt", "100", "--max-p95", "0.5"}},
      {"max-loss = \"5%\"", {"--max-loss", "5%"}},
      {"path = true", {"--path"}},
      {"path = true\ncount = 2\nmax-hops = 9", {"--path", "-c", "2", "--max-hops", "9"}},
      {"path = false", {}},
  };
  for (const auto& [lines, arguments] : rows) {
    CAPTURE(lines);
    CHECK(understood_line(module_of(lines).options) == line_of_command(arguments));
  }
}

TEST_CASE("module_file: what the understood options leave out is read, too") {
  const auto proxied =
      module_of("proxy = 'http://u:sEcret@p:1'\nproxy-header = ['A: b', 'C: d']");
  REQUIRE(proxied.options.proxy);
  REQUIRE(proxied.options.proxy->address);
  CHECK(proxied.options.proxy->address->port == 1);
  REQUIRE(proxied.options.proxy->credentials);
  CHECK(proxied.options.proxy->credentials->password() == "sEcret");
  REQUIRE(proxied.options.proxy->headers.size() == 2);
  CHECK(proxied.options.proxy->headers[1].value == "d");
  CHECK(module_of("path = true").options.pings == false);
  CHECK(module_of("path = true\ncount = 1").options.pings);
}

TEST_CASE("module_file: a module has what no command line has") {
  const auto module =
      module_of("buckets = [0.001, 0.5, 1, 2.5e0]\nkeep-connection = true\ncount = 2");
  CHECK(module.buckets == std::vector<std::chrono::nanoseconds>{1ms, 500ms, 1s, 2500ms});
  CHECK(module.keep_connection);
  const auto bare = module_of("connect-only = true\nwatch = 0\nkeep-connection = false");
  CHECK(bare.watch == 0ns);
  CHECK_FALSE(bare.keep_connection);
  CHECK(module_of("connect-only = true\nwatch = 0.25").watch == 250ms);
}

TEST_CASE("module_file: there are as many buckets as allowed") {
  std::string bounds;
  for (std::size_t i = 1; i <= max_module_buckets; ++i)
    bounds += std::to_string(i) + ", ";
  CHECK(module_of("buckets = [" + bounds + "]").buckets.size() == max_module_buckets);
  CHECK(module_of("buckets = [0.000000001, 31536000]").buckets ==
        std::vector<std::chrono::nanoseconds>{1ns, 31536000s});
}

TEST_CASE("module_file: the default buckets ascend from 100 us to 10 s") {
  const auto buckets = default_buckets();
  REQUIRE(buckets.size() == 16);
  CHECK(buckets.front() == 100us);
  CHECK(buckets[1] == 200us);
  CHECK(buckets[2] == 500us);
  CHECK(buckets.back() == 10s);
  for (std::size_t i = 1; i < buckets.size(); ++i)
    CHECK(buckets[i] > buckets[i - 1]);
}

TEST_CASE("module_file: all notations of a table are one module") {
  for (const std::string text :
       {"[modules.m]\ncount = 3\nsize = 8\n", "[modules]\nm = {count = 3, size = 8}\n",
        "modules.m.count = 3\nmodules.m.size = 8\n",
        "modules = {m = {count=3, size=8}}\n", "[modules]\nm.count = 3\nm.size = 8\n",
        "[ 'modules' . \"m\" ]\r\n\"count\"=3\r\nsize=8",
        "\xEF\xBB\xBF[modules.m] # x\n  count = 3\n\tsize = 8"}) {
    const auto module = module_in(text, "m");
    CHECK(module.options.count == 3U);
    CHECK(module.options.payload_size == 8);
  }
}

TEST_CASE("module_file: what one module says is not said of the next") {
  const auto modules = modules_in(
      "[modules.a]\nconnect-only = true\nport = 1\nipv6 = true\nproxy = "
      "'p'\nproxy-header "
      "= 'A: b'\nmax-loss = 1\nwatch = 1\nbuckets = [1]\n"
      "[modules.b]\n[modules.c]\ncount = 2\nkeep-connection = true\n");
  const auto* b = find_module(modules, "b");
  REQUIRE(b != nullptr);
  CHECK(understood_line(b->options) == line_of_command({}));
  CHECK(b->options.port == 5000);
  CHECK_FALSE(b->watch);
  CHECK(b->buckets == default_buckets());
  const auto* c = find_module(modules, "c");
  REQUIRE(c != nullptr);
  CHECK(understood_line(c->options) == line_of_command({"-c", "2"}));
}

TEST_CASE("module_file: as many modules as allowed are read") {
  std::string text;
  for (std::size_t i = 0; i < max_modules; ++i)
    text +=
        "[modules.m" + std::to_string(i) + "]\ncount = " + std::to_string(i + 1) + "\n";
  const auto modules = modules_in(text);
  CHECK(modules.size() == max_modules + 1);  // and the default one
  const auto* last = find_module(modules, "m999");
  REQUIRE(last != nullptr);
  CHECK(last->options.count == 1000U);
}

}  // namespace
}  // namespace tmss10
