// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/base/address_range.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

address_range range_of(const std::string& text) {
  CAPTURE(text);
  const auto read = parse_address_range(text);
  REQUIRE(error_of(read) == std::error_code());
  REQUIRE(read->has_value());
  return **read;
}

struct range_row {
  std::string text;
  std::size_t size;
  std::string first;
  std::string last;
  std::optional<std::uint16_t> port = std::nullopt;
};

void check(const range_row& row) {
  CAPTURE(row.text);
  const auto range = range_of(row.text);
  const auto all = addresses_of(range);
  REQUIRE(all.size() == row.size);
  CHECK(range.size == row.size);
  CHECK(all.front() == row.first);
  CHECK(all.back() == row.last);
  CHECK(range.port == row.port);
}

TEST_CASE("address_range: a prefix leaves out the network and the broadcast address") {
  const auto all = addresses_of(range_of("192.0.2.8/29"));
  CHECK(all == std::vector<std::string>{"192.0.2.9", "192.0.2.10", "192.0.2.11",
                                        "192.0.2.12", "192.0.2.13", "192.0.2.14"});
  for (const range_row& row : std::vector<range_row>{
           {"192.0.2.0/28", 14, "192.0.2.1", "192.0.2.14"},
           {"192.0.2.0/30", 2, "192.0.2.1", "192.0.2.2"},
           {"192.0.2.0/24:5001", 254, "192.0.2.1", "192.0.2.254", 5001},
           {"10.1.0.0/16", 65'534, "10.1.0.1", "10.1.255.254"},
           {"255.255.255.0/24", 254, "255.255.255.1", "255.255.255.254"},
           {"0.0.0.0/30", 2, "0.0.0.1", "0.0.0.2"}}) {
    check(row);
  }
}

TEST_CASE("address_range: a /31 and a /32 have neither") {
  check({"192.0.2.6/31", 2, "192.0.2.6", "192.0.2.7"});
  check({"192.0.2.7/31", 2, "192.0.2.6", "192.0.2.7"});
  check({"192.0.2.7/32", 1, "192.0.2.7", "192.0.2.7"});
  check({"255.255.255.255/32:1", 1, "255.255.255.255", "255.255.255.255", 1});
}

TEST_CASE("address_range: bits after the prefix do not count") {
  check({"192.0.2.5/28", 14, "192.0.2.1", "192.0.2.14"});
  check({"192.0.2.255/24", 254, "192.0.2.1", "192.0.2.254"});
  check({"2001:db8::7/126", 4, "2001:db8::4", "2001:db8::7"});
}

TEST_CASE("address_range: nothing is left out of a range with a dash") {
  check({"192.0.2.10-20", 11, "192.0.2.10", "192.0.2.20"});
  check({"192.0.2.0-255", 256, "192.0.2.0", "192.0.2.255"});
  check({"192.0.2.7-7:5001", 1, "192.0.2.7", "192.0.2.7", 5001});
  check({"192.0.2.10-192.0.3.20", 267, "192.0.2.10", "192.0.3.20"});
  check({"192.0.2.10-192.0.2.12:80", 3, "192.0.2.10", "192.0.2.12", 80});
  check({"10.1.0.0-10.1.255.255", 65'536, "10.1.0.0", "10.1.255.255"});
  check({"255.255.255.254-255", 2, "255.255.255.254", "255.255.255.255"});
}

TEST_CASE("address_range: an IPv6 prefix has all of its addresses") {
  for (const range_row& row : std::vector<range_row>{
           {"2001:db8::/120", 256, "2001:db8::", "2001:db8::ff"},
           {"2001:db8::/128", 1, "2001:db8::", "2001:db8::"},
           {"2001:DB8:0:0:0:0:0:7/127", 2, "2001:db8::6", "2001:db8::7"},
           {"2001:db8::/112", 65'536, "2001:db8::", "2001:db8::ffff"},
           {"::/126", 4, "::", "::3"},
           {"1:0:2:3:4:5:6:0/127", 2, "1:0:2:3:4:5:6:0", "1:0:2:3:4:5:6:1"},
           {"2001:db8:0:1:0:0:1:f/128", 1, "2001:db8:0:1::1:f", "2001:db8:0:1::1:f"},
           {"64:ff9b::192.0.2.0/127", 2, "64:ff9b::c000:200", "64:ff9b::c000:201"},
           {"fe80::%eth0/127", 2, "fe80::%eth0", "fe80::1%eth0"},
           {"[fe80::%br-lan]/127:80", 2, "fe80::%br-lan", "fe80::1%br-lan", 80}}) {
    check(row);
  }
}

TEST_CASE("address_range: an IPv6 prefix may have its brackets in three places") {
  for (const std::string text :
       {"2001:db8::/120:5001", "[2001:db8::]/120:5001", "[2001:db8::/120]:5001"}) {
    check({text, 256, "2001:db8::", "2001:db8::ff", 5001});
  }
  for (const std::string text :
       {"2001:db8::/120", "[2001:db8::]/120", "[2001:db8::/120]"}) {
    check({text, 256, "2001:db8::", "2001:db8::ff"});
  }
}

TEST_CASE("address_range: what is no range is left to others") {
  for (const std::string text : {"",
                                 "host",
                                 "host/28",
                                 "a/b",
                                 "host:5000/28",
                                 "http://192.0.2.0/28",
                                 "/28",
                                 "/",
                                 "a-b.example.com",
                                 "10-20",
                                 "10-20.example.com",
                                 "192-0-2-10.example.com",
                                 "ip-192-0-2-10",
                                 "192.0.2.10-example.com",
                                 "192.0.2.10-20.example.com",
                                 "-",
                                 "-5",
                                 "192.0.2.10",
                                 "192.0.2.10:5000",
                                 "2001:db8::7",
                                 "[2001:db8::7]:5000",
                                 "fe80::1%br-lan",
                                 "[fe80::1%br-lan]:5000",
                                 "[192.0.2.0]/28",
                                 "[host]/28",
                                 "[host/28]",
                                 "[host",
                                 "[2001:db8::/120",
                                 "host-",
                                 "0x10-20",
                                 "h-192.0.2.7"}) {
    CAPTURE(text);
    const auto read = parse_address_range(text);
    REQUIRE(error_of(read) == std::error_code());
    CHECK_FALSE(read->has_value());
  }
}

struct refused_row {
  std::string text;
  errc expected;
};

TEST_CASE("address_range: a bad range is no host") {
  for (const auto& [text, expected] : std::vector<refused_row>{
           {"10/8", errc::range_notation},
           {"10.1/16", errc::range_notation},
           {"0xc0.0.2.0/28", errc::range_notation},
           {"0xc0000200/28", errc::range_notation},
           {"300.0.0.0/28", errc::range_notation},
           {"1.2.3.4.5/28", errc::range_notation},
           {"192.0.2./28", errc::range_notation},
           {"192.0.02.0/28", errc::octal_address},
           {"192.0.2.010-20", errc::octal_address},
           {"192.0.2.10-020", errc::octal_address},
           {"192.0.2.10-192.0.2.020", errc::octal_address},
           {"10.0-20", errc::range_notation},
           {"192.0.2.300-301", errc::range_notation},
           {"0x7f.1-5", errc::range_notation},
           {"192.0.2.0/", errc::range_prefix_malformed},
           {"192.0.2.0/33", errc::range_prefix_malformed},
           {"192.0.2.0/028", errc::range_prefix_malformed},
           {"192.0.2.0/-1", errc::range_prefix_malformed},
           {"192.0.2.0/28/28", errc::range_prefix_malformed},
           {"192.0.2.0/255.255.255.0", errc::range_prefix_malformed},
           {"192.0.2.0/99999999999", errc::range_prefix_malformed},
           {"2001:db8::/129", errc::range_prefix_malformed},
           {"[2001:db8::/120:5001]", errc::range_prefix_malformed},
           {"192.0.2.0/15", errc::range_too_large},
           {"0.0.0.0/0", errc::range_too_large},
           {"2001:db8::/111", errc::range_too_large},
           {"::/0", errc::range_too_large},
           {"10.1.0.0-10.2.0.0", errc::range_too_large},
           {"0.0.0.0-255.255.255.255", errc::range_too_large},
           {"192.0.2.10-", errc::range_end_malformed},
           {"192.0.2.10-256", errc::range_end_malformed},
           {"192.0.2.10-20-30", errc::range_end_malformed},
           {"192.0.2.10-0x14", errc::range_end_malformed},
           {"192.0.2.10-0.20", errc::range_end_malformed},
           {"192.0.2.20-10", errc::range_reversed},
           {"192.0.2.20-192.0.1.30", errc::range_reversed},
           {"2001:db8::1-5", errc::range_of_ipv6_without_prefix},
           {"2001:db8::1-2001:db8::5", errc::range_of_ipv6_without_prefix},
           {"[2001:db8::1]-[2001:db8::5]", errc::range_of_ipv6_without_prefix},
           {"[2001:db8::1-5]:5000", errc::range_of_ipv6_without_prefix},
           {"::ffff:192.0.2.0/124", errc::ipv4_mapped},
           {"[::ffff:0:0/124]", errc::ipv4_mapped},
           {"1:2:3/120", errc::ipv6_malformed},
           {"2001::db8::/120", errc::ipv6_malformed},
           {"[fe80::%/eth0]/120", errc::range_prefix_malformed},
           {"fe80::%et h0/120", errc::host_malformed},
           {"192.0.2.0/28:", errc::port_malformed},
           {"192.0.2.0/28:0", errc::port_malformed},
           {"192.0.2.0/28:65536", errc::port_malformed},
           {"192.0.2.10-20:x", errc::port_malformed},
           {"[2001:db8::]/120:", errc::port_malformed},
           {"[2001:db8::/120]5001", errc::host_malformed}}) {
    CAPTURE(text);
    CHECK(error_of(parse_address_range(text)) == expected);
  }
}

TEST_CASE("address_range: every length of a prefix") {
  for (unsigned length = 16; length <= 32; ++length) {
    const std::size_t all = std::size_t{1} << (32 - length);
    const auto range = range_of("10.1.0.0/" + std::to_string(length));
    CHECK(range.size == (length < 31 ? all - 2 : all));
    CHECK(addresses_of(range).size() == range.size);
  }
  for (unsigned length = 112; length <= 128; ++length) {
    const auto range = range_of("2001:db8::/" + std::to_string(length));
    CHECK(range.size == std::size_t{1} << (128 - length));
  }
}

TEST_CASE("address_range: a byte that does not belong there never makes a longer range") {
  const std::string good = "192.0.2.10-20:5001";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      auto text = good;
      text[at] = static_cast<char>(byte);
      const auto read = parse_address_range(text);
      if (read && *read) CHECK((*read)->size <= max_range_size);
    }
  }
}

}  // namespace
}  // namespace tmss10
