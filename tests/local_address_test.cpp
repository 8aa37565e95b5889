// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/net/local_address.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

TEST_CASE("local_address: what a machine can have as its own is read") {
  // Of a documentation block (RFC 5737), too: whether it is here is not looked at.
  for (const std::string text : {"127.0.0.1", "198.51.100.255", "0.0.0.0", "::", "::1",
                                 "2001:db8::1", "240.0.0.1"}) {
    CAPTURE(text);
    const auto read = read_local_address(text);
    REQUIRE(read);
    CHECK(read->to_string() == text);
  }
}

TEST_CASE("local_address: every errc") {
  const std::vector<std::pair<std::string, errc>> rows{
      {"host", errc::host_malformed},
      {"", errc::host_malformed},
      {"[]", errc::host_empty},
      {"5000", errc::number_alone},
      {"127.0.0.010", errc::octal_address},
      {"::127.1", errc::ipv6_malformed},
      {"[127.1]", errc::brackets_without_ipv6},
      {"::1%nosuch", errc::no_such_interface},
      {"224.0.0.1", errc::multicast_address},
      {"239.255.255.255", errc::multicast_address},
      {"ff02::1", errc::multicast_address},
      {"::ffff:224.0.0.1", errc::multicast_address},
      {"255.255.255.255", errc::broadcast_address},
      {"::ffff:255.255.255.255", errc::broadcast_address},
#ifdef __linux__
      {"127.255.255.255", errc::broadcast_address},
#endif
      {"fe80::1", errc::zone_missing}};
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    CHECK(error_of(read_local_address(text)) == expected);
  }
}

TEST_CASE("local_address: a message has the option, the value and what is wrong") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"a\nb", "--x: \"a\\x0ab\" is not an address"},
      {"::1%no", "--x: \"::1%no\": there is no such network interface"},
      {"ff02::1",
       "--x: \"ff02::1\" is a multicast address, which no machine has as its own"},
      {"255.255.255.255",
       "--x: \"255.255.255.255\" is a broadcast address, which no machine has as its "
       "own"},
      {"5000", "--x: \"5000\" is not an address"},
      {"[]", "--x: \"[]\" is not an address"},
      {"::127.1", "--x: \"::127.1\" is not an address"},
      {"[127.1]", "--x: \"[127.1]\": brackets are for IPv6 addresses"},
      {"127.0.0.010",
       "--x: \"127.0.0.010\": a number with a leading zero is octal to some programs and "
       "decimal to others; leave the zero out"},
      {"fe80::1",
       "--x: \"fe80::1\": a link-local address needs its zone, as in fe80::1%eth0"}};
  for (const auto& [text, message] : rows) {
    CAPTURE(text);
    std::string got;
    try {
      (void)local_address_of("--x", text);
    } catch (const std::invalid_argument& error) {
      got = error.what();
    }
    CHECK(got == message);
  }
  CHECK(local_address_of("--x", "::1").is_loopback());
  CHECK(local_address_of("--x", "[::1]").is_loopback());
}

}  // namespace
}  // namespace tmss10
