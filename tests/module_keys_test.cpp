// SPDX-License-Identifier: MIT
#include "core/exporter/module_keys.hpp"

#include "catch.hpp"
#include "support/arguments.hpp"
#include <tmss10/core/options/ping_options.hpp>

#include <set>
#include <string>
#include <variant>

namespace tmss10 {
namespace {

/// The long names in the help of TMSS10Ping, without dashes.
std::set<std::string> options_in_help() {
  const auto shown =
      std::get<show_ping_text>(test::parsed(parse_ping_command, {"--help"}));
  std::set<std::string> out;
  for (const auto& line : test::lines_of(shown.text)) {
    if (!line.starts_with("  -")) continue;
    const auto dashes = line.find("--");
    REQUIRE(dashes != std::string::npos);
    const auto name = line.substr(dashes + 2);
    out.insert(name.substr(0, name.find_first_of(" ,")));
  }
  return out;
}

TEST_CASE("module_keys: a module takes or refuses each option of the command line") {
  std::set<std::string> known;
  for (const auto& key : module_keys())
    CHECK(known.insert(std::string(key.name)).second);
  const auto options = options_in_help();
  CHECK(options.size() > 50);
  CHECK(known == options);
}

TEST_CASE("module_keys: only a refusal has a reason") {
  for (const auto& key : module_keys()) {
    CAPTURE(key.name);
    CHECK((key.use == module_use::refused) == !key.reason.empty());
  }
}

TEST_CASE("module_keys: an option is found by its whole long name only") {
  REQUIRE(find_module_key("count") != nullptr);
  CHECK(find_module_key("count")->name == "count");
  for (const auto* name :
       {"", "c", "coun", "counts", "--count", "Count", "host", "buckets"})
    CHECK(find_module_key(name) == nullptr);
}

}  // namespace
}  // namespace tmss10
