// SPDX-License-Identifier: MIT
#include "net/listen/address_group_of.hpp"

#include "catch.hpp"

namespace tmss10 {
namespace {

address_group group_from(const char* text) {
  return address_group_of(asio::ip::make_address(text));
}

TEST_CASE("address_group_of: an IPv4 address is alone, in both of its forms") {
  CHECK(group_from("192.0.2.7") == group_from("192.0.2.7"));
  CHECK(group_from("192.0.2.7") == group_from("::ffff:192.0.2.7"));
  CHECK_FALSE(group_from("192.0.2.7") == group_from("192.0.2.8"));
}

TEST_CASE("address_group_of: an IPv6 address shares with its /64 network") {
  CHECK(group_from("2001:db8::7") == group_from("2001:db8::8:0:0:1"));
  CHECK_FALSE(group_from("2001:db8::7") == group_from("2001:db8:0:1::7"));
  CHECK_FALSE(group_from("::1") == group_from("127.0.0.1"));
}

}  // namespace
}  // namespace tmss10
