// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/comparable_target.hpp>

#include <set>
#include <string>

namespace tmss10 {
namespace {

std::string compared_as(const std::string& text, std::uint16_t port = 5000) {
  CAPTURE(text);
  const auto where = parse_target(text);
  REQUIRE(where);
  return comparable_target(*where, port);
}

TEST_CASE("comparable_target: a name in either case, with or without a dot") {
  for (const auto* text :
       {"berne.example.com", "Berne.Example.COM", "berne.example.com.",
        "BERNE.example.com.:5000", "berne.example.com:5000", "berne.example.com:05000"}) {
    CAPTURE(text);
    CHECK(compared_as(text) == "berne.example.com:5000");
  }
  CHECK(compared_as("Z\xC3\xBCrich.example") == "z\xC3\xBCrich.example:5000");
}

TEST_CASE("comparable_target: an address by what it means") {
  for (const auto* text : {"192.0.2.7", "192.0.2.7:5000", "0xC0.0.2.7"})
    CHECK(compared_as(text) == "192.0.2.7:5000");
  for (const auto* text : {"2001:db8::7", "2001:DB8:0:0:0:0:0:7", "[2001:db8::7]",
                           "[2001:db8:0::0.0.0.7]:5000"})
    CHECK(compared_as(text) == "[2001:db8::7]:5000");
  CHECK(comparable_target({"::ffff:192.0.2.7", 1}, 5000) == "192.0.2.7:1");
}

TEST_CASE("comparable_target: the port of a target without one is the module's") {
  CHECK(compared_as("a", 443) == "a:443");
  CHECK(compared_as("a:5000", 443) == "a:5000");
  CHECK(compared_as("[::1]", 443) == "[::1]:443");
}

TEST_CASE("comparable_target: what is another target stays one") {
  std::set<std::string> all;
  for (const auto* text :
       {"a", "b", "a:1", "a.a", "a..", "xn--a", "192.0.2.7", "192.0.2.70", "::1",
        "[::1]:1", "::2", "fe80::1", "fe80::1%eth0", "fe80::1%eth1", "fe80::1%ETH0"}) {
    CAPTURE(text);
    CHECK(all.insert(compared_as(text)).second);
  }
}

}  // namespace
}  // namespace tmss10
