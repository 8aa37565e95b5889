// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/net/address_text.hpp>

#include <string>

#ifdef __linux__
#include <net/if.h>
#endif

namespace tmss10 {
namespace {

using test::error_of;

TEST_CASE("address_text: an address without a zone is read as it is") {
  for (const std::string text :
       {"192.0.2.7", "0.0.0.0", "::", "::1", "2001:db8::7", "fe80::1", "::192.0.2.7"}) {
    CAPTURE(text);
    const auto read = read_address(text);
    REQUIRE(read);
    CHECK(read->to_string() == text);
  }
}

TEST_CASE("address_text: an IPv4-mapped address is the IPv4 address") {
  for (const auto* const text :
       {"::ffff:192.0.2.7", "::FFFF:c000:207", "0:0:0:0:0:ffff:192.0.2.7"}) {
    CAPTURE(text);
    const auto read = read_address(text);
    REQUIRE(read);
    CHECK(read->to_string() == "192.0.2.7");
  }
  CHECK(read_address("::fffe:192.0.2.7")->is_v6());
  CHECK(unmapped(asio::ip::make_address("::1")).is_v6());
}

TEST_CASE("address_text: a link-local address without its zone lacks it, no other does") {
  CHECK(lacks_zone(*read_address("fe80::1")));
  CHECK(lacks_zone(*read_address("febf::1")));
  for (const auto* const text :
       {"192.0.2.7", "::1", "2001:db8::1", "fec0::1", "ff02::1"}) {
    CAPTURE(text);
    CHECK_FALSE(lacks_zone(*read_address(text)));
  }
}

TEST_CASE("address_text: anything else is no address") {
  for (const auto* const text :
       {"", "host", "192.0.2.256", "192.0.2.7.1", "%lo", "host%lo", "127.0.0.1%lo",
        " ::1", "::1]", "[::1", "[::1]x", "[::1]%lo", "[::1]:5000", "[[::1]]"}) {
    CAPTURE(text);
    CHECK(error_of(read_address(text)) == errc::host_malformed);
  }
  for (const auto* const text : {":::", "::127.1", "[::127.1]", "127.1:21777:1"}) {
    CAPTURE(text);
    CHECK(error_of(read_address(text)) == errc::ipv6_malformed);
  }
  for (const auto* const text : {"[127.0.0.1]", "[127.1]", "[host]"}) {
    CAPTURE(text);
    CHECK(error_of(read_address(text)) == errc::brackets_without_ipv6);
  }
  CHECK(error_of(read_address("[]")) == errc::host_empty);
  CHECK(error_of(read_address("5000")) == errc::number_alone);
  CHECK(error_of(read_address("127.0.0.010")) == errc::octal_address);
  CHECK(error_of(read_address("::ffff:127.0.0.010")) == errc::octal_address);
}

TEST_CASE("address_text: an IPv6 address may be in brackets") {
  CHECK(read_address("[::1]")->to_string() == "::1");
  CHECK(read_address("[::ffff:127.0.0.1]")->to_string() == "127.0.0.1");
  CHECK(error_of(read_address("[::1%nosuch]")) == errc::no_such_interface);
}

TEST_CASE("address_text: an IPv4 address is read in every notation") {
  for (const auto* const text : {"127.1", "127.0.1", "0x7f.0.0.1", "0x7f000001"}) {
    CAPTURE(text);
    const auto read = read_address(text);
    REQUIRE(read);
    CHECK(read->to_string() == "127.0.0.1");
  }
}

TEST_CASE("address_text: a zone is an interface of this machine, of any address") {
  for (const auto* const text :
       {"fe80::1%nosuch", "::1%nosuch", "2001:db8::1%nosuch", "fe80::1%", "fe80::1%0",
        "fe80::1%-1", "fe80::1%1x", "fe80::1%99999999999", "fe80::1%eth0%eth0"}) {
    CAPTURE(text);
    CHECK(error_of(read_address(text)) == errc::no_such_interface);
  }
#ifndef _WIN32  // which is not asked what a number stands for
  CHECK(error_of(read_address("fe80::1%4294967295")) == errc::no_such_interface);
#endif
}

TEST_CASE("address_text: %25 stands before a zone in URLs only (RFC 6874)") {
  CHECK(error_of(read_address("fe80::1%25lo")) == errc::no_such_interface);
}

#ifdef __linux__
TEST_CASE("address_text: a zone by its name and by its number") {
  const auto lo = if_nametoindex("lo");
  REQUIRE(lo > 0);
  for (const auto& zone : {std::string("lo"), std::to_string(lo)}) {
    const auto link_local = read_address("fe80::1%" + zone);
    REQUIRE(link_local);
    CHECK(link_local->to_v6().scope_id() == lo);
    CHECK_FALSE(lacks_zone(*link_local));
    CHECK(read_address("ff02::1%" + zone)->to_v6().scope_id() == lo);
    // The same in every zone.
    CHECK(read_address("::1%" + zone)->to_v6().scope_id() == 0);
  }
}
#endif

}  // namespace
}  // namespace tmss10
