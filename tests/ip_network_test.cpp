// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/ip_network.hpp>

#include <optional>
#include <string>

namespace tmss10 {
namespace {

ip_address ip_of(const std::string& text) {
  CAPTURE(text);
  const auto out = read_ip_address(text);
  REQUIRE(out);
  return *out;
}

/// How many bits the local network of an address has; 0: it is in none.
unsigned local_bits(const std::string& text) {
  const auto network = local_network_of(ip_of(text));
  if (!network) return 0;
  CHECK(contains(*network, ip_of(text)));
  return network->length;
}

TEST_CASE("ip_network: both forms of an IPv4 address are the same") {
  CHECK(ip_of("192.0.2.7") == ip_address{0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x0207});
  CHECK(ip_of("::ffff:192.0.2.7") == ip_of("192.0.2.7"));
  CHECK(ip_of("::FFFF:c000:207") == ip_of("192.0.2.7"));
  CHECK(ip_of("2001:DB8::7") == ip_of("2001:0db8:0:0:0:0:0:7"));
  CHECK(ip_of("fe80::1%eth0") == ip_of("fe80::1"));
  CHECK(ip_of("::ffff:127.0.0.1%lo") == ip_of("127.0.0.1"));
}

TEST_CASE("ip_network: what is not an address in its usual form is none") {
  for (const std::string text : {"",
                                 "a",
                                 "localhost",
                                 "127.1",
                                 "0x7f.0.0.1",
                                 "2130706433",
                                 "0177.0.0.1",
                                 "127.0.0.01",
                                 "127.0.0.256",
                                 "127.0.0.1.",
                                 "127.0.0.1%lo",
                                 "[::1]",
                                 ":::",
                                 "::1::",
                                 "1:2:3:4:5:6:7",
                                 "1:2:3:4:5:6:7:8:9",
                                 "::ffff:127.1",
                                 "::ffff:127.0.0.01",
                                 "%eth0",
                                 "::1/128",
                                 " ::1",
                                 "::1 ",
                                 "\xEF\xBC\x91::"}) {
    CAPTURE(text);
    CHECK_FALSE(read_ip_address(text));
  }
  CHECK_FALSE(read_ip_address(std::string_view("127.0.0.1\0", 10)));
}

TEST_CASE("ip_network: each bit up to the length counts, and none after it") {
  const ip_address base = ip_of("2001:db8:1234:5678:9abc:def0:1234:5678");
  for (unsigned length = 0; length <= 128; ++length) {
    const ip_network network{base, length};
    for (unsigned bit = 0; bit < 128; ++bit) {
      auto other = base;
      auto& group = other.at(bit / 16);
      group = static_cast<std::uint16_t>(group ^ (0x8000U >> (bit % 16)));
      CAPTURE(length, bit);
      REQUIRE(contains(network, other) == (bit >= length));
    }
    REQUIRE(contains(network, base));
  }
}

TEST_CASE("ip_network: no IPv6 network has an IPv4 address in it") {
  for (const unsigned length : {0U, 1U, 80U, 95U}) {
    CHECK_FALSE(contains({{}, length}, ip_of("192.0.2.7")));
    CHECK_FALSE(contains({{}, length}, ip_of("::ffff:192.0.2.7")));
    CHECK(contains({{}, length}, ip_of("::1")));
  }
  CHECK(contains({ip_of("0.0.0.0"), 96}, ip_of("255.255.255.255")));
  CHECK_FALSE(contains({ip_of("0.0.0.0"), 96}, ip_of("::1")));
  CHECK(is_ipv4(ip_of("::ffff:0.0.0.0")));
  CHECK_FALSE(is_ipv4(ip_of("::fffe:1.2.3.4")));
  CHECK_FALSE(is_ipv4(ip_of("1::ffff:1.2.3.4")));
}

TEST_CASE("ip_network: an address of this machine or its link is in a local network") {
  CHECK(local_bits("127.0.0.1") == 104);
  CHECK(local_bits("127.255.255.255") == 104);
  CHECK(local_bits("0.0.0.0") == 104);
  CHECK(local_bits("0.1.2.3") == 104);
  CHECK(local_bits("169.254.169.254") == 112);
  CHECK(local_bits("::1") == 128);
  CHECK(local_bits("::") == 128);
  CHECK(local_bits("fe80::1%eth0") == 10);
  CHECK(local_bits("febf:ffff::1") == 10);
  CHECK(local_bits("::ffff:127.0.0.1") == 104);
  CHECK(local_bits("::ffff:0.0.0.0") == 104);
  CHECK(local_bits("::127.0.0.1") == 104);
  CHECK(local_bits("::ffff:0:127.0.0.1") == 104);
  CHECK(local_bits("64:ff9b::127.0.0.1") == 104);
  CHECK(local_bits("64:ff9b::169.254.169.254") == 112);
  CHECK(local_bits("64:ff9b:1:2:3:4:127.0.0.1") == 104);
  CHECK(local_bits("2002:7f00:1::1") == 24);
  CHECK(local_bits("2002:a9fe:a9fe::") == 32);
  CHECK(local_bits("2002::1") == 24);
}

TEST_CASE("ip_network: what a cloud tells its machines is in a local network") {
  for (const std::string text :
       {"100.100.100.200", "168.63.129.16", "192.0.0.192", "fd20:ce::254", "fd00:42::42",
        "fd00:c1::a9fe:a9fe", "fd00:100::100:200", "::ffff:168.63.129.16",
        "64:ff9b::100.100.100.200"}) {
    CAPTURE(text);
    CHECK(local_bits(text) == 128);
  }
  CHECK(local_bits("fd00:ec2::254") == 112);
  CHECK(local_bits("FD00:0EC2::23") == 112);
  CHECK(local_bits("fd00:a9fe:a9fe::1") == 112);
  CHECK(local_bits("2002:a83f:8110::") == 48);
}

TEST_CASE("ip_network: an IPv4 address is found in each layout of NAT64 at a site") {
  CHECK(local_bits("64:ff9b:1::127.0.0.1") == 104);
  CHECK(local_bits("64:ff9b:1:7f00:0:100::") == 56);
  CHECK(local_bits("64:ff9b:1:127f:0:1::") == 64);
  CHECK(local_bits("64:ff9b:1:1234:7f:0:100:0") == 80);
  CHECK(local_bits("64:ff9b:1:a9fe:a9:fe00::") == 64);
  CHECK(local_bits("64:ff9b:1:12a9:fe:a9fe::") == 80);
  CHECK(local_bits("64:ff9b:1:1234:a9:fea9:fe00:0") == 88);
  CHECK(local_bits("64:ff9b:1:a83f:81:1000::") == 88);
  CHECK(local_bits("64:ff9b:1:12a8:3f:8110::") == 96);
  CHECK(local_bits("64:ff9b:1:1234:a8:3f81:1000:0") == 104);
  // Bits that the layout leaves out, and those that follow, count for nothing.
  CHECK(local_bits("64:ff9b:1:1234:ff7f:0:1ff:ffff") == 80);
}

TEST_CASE("ip_network: other IPv4 addresses in these layouts are in no local network") {
  for (const auto* text :
       {"64:ff9b:1:a00:0:100::", "64:ff9b:1:120a:1:203::", "64:ff9b:1:1234:a:102:300:0",
        "64:ff9b:1::10.1.2.3", "64:ff9b:1:1234::10.1.2.3", "64:ff9b:1:a83f:81:1100::"}) {
    CAPTURE(text);
    CHECK(local_bits(text) == 0);
  }
}

TEST_CASE("ip_network: all other addresses are in no local network") {
  for (const std::string text : {"1.0.0.0",
                                 "100.100.100.199",
                                 "168.63.129.17",
                                 "192.0.0.193",
                                 "fd00:ec2::1:0",
                                 "fd00:ec3::254",
                                 "fd20:ce::255",
                                 "fd00:42::43",
                                 "fd00:c1::a9fe:a9ff",
                                 "fd00:100::100:201",
                                 "fd00:a9fe:a9fe::1:1",
                                 "126.255.255.255",
                                 "128.0.0.0",
                                 "169.253.255.255",
                                 "169.255.0.0",
                                 "10.0.0.1",
                                 "192.168.0.1",
                                 "255.255.255.255",
                                 "::ffff:10.0.0.1",
                                 "fe7f::1",
                                 "fec0::1",
                                 "fd00::1",
                                 "2001:db8::1",
                                 "64:ff9b::10.0.0.1",
                                 "64:ff9b:0:1::127.0.0.1",
                                 "64:ff9b:2::127.0.0.1",
                                 "2002:a00:1::7f00:1",
                                 "2003:7f00:1::",
                                 "::ffff:1:127.0.0.1",
                                 "::1:127.0.0.1",
                                 "7f00:1::"}) {
    CAPTURE(text);
    CHECK(local_bits(text) == 0);
  }
}

TEST_CASE("ip_network: loopback addresses are those of this machine alone") {
  for (const std::string text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    CHECK(is_loopback(ip_of(text)));
  for (const std::string text : {"0.0.0.0", "::", "128.0.0.1", "169.254.0.1", "fe80::1",
                                 "::2", "64:ff9b::127.0.0.1", "10.0.0.1"})
    CHECK_FALSE(is_loopback(ip_of(text)));
}

}  // namespace
}  // namespace tmss10
