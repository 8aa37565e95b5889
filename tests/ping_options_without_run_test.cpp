// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <string>
#include <variant>
#include <vector>

namespace tmss10 {
namespace {

using test::words;

TEST_CASE("ping_options: a key file is made, and nothing else") {
  const auto command = test::parsed(parse_ping_command, {"--generate-key", "site.key"});
  REQUIRE(std::holds_alternative<generate_key>(command));
  CHECK(std::get<generate_key>(command).file == "site.key");
}

TEST_CASE("ping_options: a key file is made with no option that is for a run") {
  const auto error_of = [](words options) {
    options.insert(options.end(), {"--generate-key", "site.key"});
    return test::usage_error_of(parse_ping_command, options);
  };
  struct row {
    words options;
    std::string named;
  };
  const std::vector<row> rows{
      {{"--json", "f"}, "--json"},
      {{"--csv", "f", "--json", "f"}, "--json, --csv"},
      {{"--prometheus", "-"}, "--prometheus"},
      {{"--append"}, "--append"},
      {{"--label", "a=b"}, "--label"},
      {{"--nagios", "--warn", "1", "--crit", "2"}, "--warn, --crit"},
      {{"-k", "other.key"}, "--key-file"},
      {{"-c", "4", "-x", "proxy.example"}, "--proxy, --count"},
      {{"-P", "5000", "-4"}, "--port, --ipv4"},
      {{"--self-test"}, "--self-test"},
      {{"--until-up"}, "--until-up"},
      {{"--snapshot-every", "1"}, "--snapshot-every"},
  };
  for (const auto& [options, named] : rows) {
    CHECK(error_of(options) == "--generate-key pings nothing; leave out " + named);
  }
  for (const auto& host : {words{"h"}, words{"-S", "fred:hackme@h"}})
    CHECK(error_of(host) == "--generate-key pings nothing; give no host");
}

TEST_CASE("ping_options: a key file is made with any option that is about output") {
  const auto command = test::parsed(
      parse_ping_command, {"-q", "-v", "-D", "--timestamp-format", "iso", "-a", "--color",
                           "never", "--nagios", "--generate-key", "site.key"});
  CHECK(std::holds_alternative<generate_key>(command));
}

TEST_CASE("ping_options: options that concern a failure go with what is no run") {
  const words form{"--timestamp-format", "iso", "--nagios"};
  for (const words& order :
       {words{"--version"}, words{"--help"}, words{"--generate-key", "site.key"}}) {
    CAPTURE(test::joined_words(order));
    auto before = form;
    before.insert(before.end(), order.begin(), order.end());
    auto after = order;
    after.insert(after.end(), form.begin(), form.end());
    for (const auto& arguments : {order, before, after}) {
      const auto command = test::parsed(parse_ping_command, arguments);
      const bool is_there = arguments != order;
      const auto expected = is_there ? timestamp_format::iso : timestamp_format::none;
      if (const auto* key = std::get_if<generate_key>(&command)) {
        CHECK(key->nagios == is_there);
        CHECK(key->timestamps == expected);
      } else {
        const auto& shown = std::get<show_ping_text>(command);
        CHECK(shown.nagios == is_there);
        CHECK(shown.timestamps == expected);
      }
    }
  }
}

}  // namespace
}  // namespace tmss10
