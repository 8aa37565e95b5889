// SPDX-License-Identifier: MIT
#include "core/exporter/option_keys.hpp"

#include "catch.hpp"
#include "core/exporter/module_keys.hpp"

#include <string>

namespace tmss10 {
namespace {

TEST_CASE("option_keys: an option has its key, by each of its names") {
  CHECK(key_for_option("-c") == "count");
  CHECK(key_for_option("--count") == "count");
  CHECK(key_for_option("-4") == "ipv4");
  CHECK(key_for_option("-C") == "connect-only");
  for (const auto* name : {"", "-", "--", "c", "count", "-y", "--kount", "--c", "host"})
    CHECK(key_for_option(name).empty());
  for (const auto& key : module_keys()) {
    if (key.name == "help") continue;  // the command line alone has it
    CHECK(key_for_option("--" + std::string(key.name)) == key.name);
  }
}

TEST_CASE("option_keys: a message has keys in place of options") {
  CHECK(with_keys_for_options("--count: \"0\" is not a whole number") ==
        "count: \"0\" is not a whole number");
  CHECK(with_keys_for_options("-4 and -6 were both given; use one of them") ==
        "ipv4 and ipv6 were both given; use one of them");
  CHECK(with_keys_for_options("--proxy, (--size); --kount - -y x-c 0-4") ==
        "proxy, (size); --kount - -y x-c 0-4");
  CHECK(with_keys_for_options("").empty());
}

TEST_CASE("option_keys: what is in quotes stays") {
  CHECK(with_keys_for_options("--count: \"--size\" is none; see --path") ==
        "count: \"--size\" is none; see path");
  CHECK(with_keys_for_options("--count: \"a\" --size\" is none") ==
        "count: \"a\" --size\" is none");
  CHECK(with_keys_for_options("--count: \"--size") == "count: \"size");
}

}  // namespace
}  // namespace tmss10
