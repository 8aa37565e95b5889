// SPDX-License-Identifier: MIT
#include "core/exporter/host_name.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

TEST_CASE("host_name: names are compared in lower case, without one dot at the end") {
  CHECK(comparable_name("Berne.EXAMPLE.com.") == "berne.example.com");
  CHECK(comparable_name("a..") == "a.");
  CHECK(comparable_name(".").empty());
  CHECK(comparable_name("").empty());
  CHECK(comparable_name("Z\xC3\x9CRICH") == "z\xC3\x9Crich");
}

TEST_CASE("host_name: localhost and what is below it are names of this machine") {
  CHECK(is_localhost("localhost"));
  CHECK(is_localhost("a.b.localhost"));
  CHECK(is_localhost("localhost.localdomain"));
  CHECK(is_localhost("ip6-loopback"));
  for (const auto* name : {"", "localhost.", "xlocalhost", "localhost.example",
                           "LOCALHOST", "a.localdomain", "localhost5"})
    CHECK_FALSE(is_localhost(name));
}

TEST_CASE("host_name: what ends with a number is meant as an address") {
  for (const auto* name : {"1", "1.2.3", "1.2.3.4.5", "a.1", "0x7f.0x1", "a.0x", "0x7f"})
    CHECK(ends_with_number(name));
  for (const auto* name : {"", "a", "1.a", "1.2.3.4.", "a1", "1a", "0xg", "0x7f.a"})
    CHECK_FALSE(ends_with_number(name));
}

}  // namespace
}  // namespace tmss10
