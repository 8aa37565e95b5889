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

}  // namespace
}  // namespace tmss10
