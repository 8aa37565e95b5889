// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/responder_options.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using namespace std::chrono_literals;
using test::contains;
using test::words;

responder_options options_of(const words& arguments) {
  const auto command = test::parsed(parse_responder_command, arguments);
  REQUIRE(std::holds_alternative<responder_options>(command));
  return std::get<responder_options>(command);
}

std::string responder_text(const words& arguments) {
  const auto command = test::parsed(parse_responder_command, arguments);
  REQUIRE(std::holds_alternative<show_text>(command));
  return std::get<show_text>(command).text;
}

std::string error_of(const words& arguments) {
  return test::usage_error_of(parse_responder_command, arguments);
}

TEST_CASE("responder_options: without arguments, the protocol's defaults") {
  const auto options = options_of({});
  CHECK(options.port == 5000);
  CHECK(options.listen.empty());
  CHECK(!options.key_file);
  CHECK(options.limits.connections == 10'000);
  CHECK(options.limits.per_address == 1'000);
  CHECK(!options.limits.unfinished);
  CHECK(!options.limits.unfinished_per_address);
  CHECK(!options.max_rate);
  CHECK(options.threads == 1);
  CHECK(options.start_timeout == 10s);
  CHECK(options.idle_timeout == 600s);
  CHECK(options.key_grace == 600s);
  CHECK(!options.metrics);
  CHECK(options.log_rate == 10);
  CHECK(!options.quiet);
  CHECK(!options.verbose);
}

TEST_CASE("responder_options: every option does what it says") {
  struct row {
    words arguments;
    std::function<bool(const responder_options&)> holds;
  };
  const std::vector<row> rows{
      {{"-P", "0"}, [](const auto& o) { return o.port == 0; }},
      {{"--key-grace", "0"}, [](const auto& o) { return o.key_grace == 0s; }},
      {{"--key-grace", "1.5"}, [](const auto& o) { return o.key_grace == 1500ms; }},
      {{"--metrics", "127.0.0.1:9100"},
       [](const auto& o) { return o.metrics == "127.0.0.1:9100"; }},
      {{"--metrics", "[::1]:0"}, [](const auto& o) { return o.metrics == "[::1]:0"; }},
      {{"--metrics", "127.1:0"},
       [](const auto& o) { return o.metrics == "127.0.0.1:0"; }},
      {{"--log-rate", "0"}, [](const auto& o) { return o.log_rate == 0; }},
      {{"--port", "65535"}, [](const auto& o) { return o.port == 65535; }},
      {{"--listen", "127.0.0.1"},
       [](const auto& o) { return o.listen == words{"127.0.0.1"}; }},
      {{"--listen", "::1", "--listen", "127.0.0.1"},
       [](const auto& o) {
         return o.listen == words{"::1", "127.0.0.1"};
       }},
      {{"--listen=::1"}, [](const auto& o) { return o.listen == words{"::1"}; }},
      {{"-k", "site.key"}, [](const auto& o) { return o.key_file == "site.key"; }},
      {{"--key-file", ""}, [](const auto& o) { return o.key_file.has_value(); }},
      {{"--max-connections", "1"},
       [](const auto& o) { return o.limits.connections == 1; }},
      {{"--max-connections", "1000000"},
       [](const auto& o) { return o.limits.connections == 1'000'000; }},
      {{"--max-per-address", "7"},
       [](const auto& o) { return o.limits.per_address == 7; }},
      {{"--max-unfinished", "7"},
       [](const auto& o) { return o.limits.unfinished == 7U; }},
      {{"--max-unfinished-per-address", "7"},
       [](const auto& o) { return o.limits.unfinished_per_address == 7U; }},
      {{"--max-rate", "20"}, [](const auto& o) { return o.max_rate == 20.0; }},
      {{"--threads", "0"}, [](const auto& o) { return o.threads == 0; }},
      {{"--threads", "256"}, [](const auto& o) { return o.threads == 256; }},
      {{"--start-timeout", "0.5"},
       [](const auto& o) { return o.start_timeout == 500ms; }},
      {{"--idle-timeout", "0.5"}, [](const auto& o) { return o.idle_timeout == 500ms; }},
      {{"-q"}, [](const auto& o) { return o.quiet; }},
      {{"--quiet"}, [](const auto& o) { return o.quiet; }},
      {{"-v"}, [](const auto& o) { return o.verbose; }},
      {{"--verbose"}, [](const auto& o) { return o.verbose; }},
      {{"-P", "1", "-P", "2"}, [](const auto& o) { return o.port == 2; }},
      {{"--threads", "1", "--threads", "2"},
       [](const auto& o) { return o.threads == 2; }},
      {{"-k", "a", "-k", "b"}, [](const auto& o) { return o.key_file == "b"; }},
  };
  for (const auto& [arguments, holds] : rows) {
    CAPTURE(test::joined_words(arguments));
    CHECK(holds(options_of(arguments)));
  }
}

TEST_CASE("responder_options: what can't be followed is named") {
  struct row {
    words arguments;
    words named;
  };
  const std::vector<row> rows{
      {{"-P", "65536"}, {"--port", "\"65536\""}},
      {{"--metrics", "127.0.0.1"}, {"--metrics", "\"127.0.0.1\"", "ADDRESS:PORT"}},
      {{"--metrics", "127.0.0.1:x"}, {"--metrics", "ADDRESS:PORT"}},
      {{"--metrics", "5000:9100"}, {"--metrics", "ADDRESS:PORT"}},
      {{"--metrics", ":0"}, {"--metrics", "ADDRESS:PORT"}},
      {{"--metrics", "::1:0"}, {"--metrics", "ADDRESS:PORT"}},
      {{"--metrics", "::1:9100"}, {"--metrics", "ADDRESS:PORT"}},
      {{"--metrics", "127.0.0.010:9100"}, {"--metrics", "octal"}},
      {{"--metrics", "127.0.0.010:0"}, {"--metrics", "octal"}},
      {{"--metrics", "[127.0.0.1]:0"}, {"--metrics", "brackets are for IPv6"}},
      {{"--metrics", "127.1:21777:1"}, {"--metrics", "more than one colon"}},
      {{"-P", "-1"}, {"--port", "\"-1\""}},
      {{"-P", "abc"}, {"--port", "\"abc\""}},
      {{"-P", ""}, {"--port", "\"\""}},
      {{"-P", "x", "-P", "2"}, {"--port", "\"x\""}},
      {{"--max-connections", "0"}, {"--max-connections", "\"0\""}},
      {{"--max-connections", "1000001"}, {"--max-connections", "\"1000001\""}},
      {{"--max-connections", "ten"}, {"--max-connections", "\"ten\""}},
      {{"--max-per-address", "0"}, {"--max-per-address", "\"0\""}},
      {{"--max-unfinished", "0"}, {"--max-unfinished", "\"0\""}},
      {{"--max-unfinished-per-address", "0"}, {"--max-unfinished-per-address", "\"0\""}},
      {{"--max-rate", "0"}, {"--max-rate", "\"0\""}},
      {{"--threads", "257"}, {"--threads", "\"257\""}},
      {{"--start-timeout", "0"}, {"--start-timeout", "\"0\""}},
      {{"--idle-timeout", "0"}, {"--idle-timeout", "\"0\""}},
      {{"--idle-timeout", "nan"}, {"--idle-timeout", "\"nan\""}},
      {{"--idle-timeout", "1e3"}, {"--idle-timeout", "\"1e3\""}},
      {{"--idle-timeout", "\x1b[0m"}, {"--idle-timeout", "\\x1b[0m"}},
      {{"--listen"}, {"--listen"}},
      {{"--key-file"}, {"--key-file"}},
      {{"-q", "-v"}, {"-q", "-v"}},
      {{"--bogus"}, {"--bogus"}},
      {{"--bog\x1bus"}, {"--bog"}},
      {{"server"}, {"server"}},
      {{"-P", "1", "server"}, {"server"}},
      {{"--listen", "::1", "server"}, {"server"}},
  };
  for (const auto& [arguments, named] : rows) {
    CAPTURE(test::joined_words(arguments));
    const auto text = error_of(arguments);
    for (const auto& part : named)
      CHECK(contains(text, part));
  }
}

TEST_CASE("responder_options: the version is one line") {
  CHECK(responder_text({"-V"}) == "TMSS10Responder " TMSS10_VERSION "\n");
  CHECK(responder_text({"--version"}) == responder_text({"-V"}));
}

TEST_CASE("responder_options: the help fits 80 columns and names every option") {
  const std::string help = responder_text({"--help"});
  CHECK(help == responder_text({"-h"}));
  test::check_layout(help);
  for (const auto* option :
       {"-P,--port", "--listen", "-k,--key-file", "--threads", "--max-connections",
        "--max-per-address", "--max-unfinished", "--max-unfinished-per-address",
        "--max-rate", "--start-timeout", "--idle-timeout", "-q,--quiet", "-v,--verbose",
        "-h,--help", "-V,--version"}) {
    CAPTURE(option);
    CHECK(contains(help, std::string("\n  ") + option));
  }
}

}  // namespace
}  // namespace tmss10
