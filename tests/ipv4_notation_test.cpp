// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/ipv4_notation.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

TEST_CASE("ipv4_notation: every notation of an address is the same address") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"192.0.2.7", "192.0.2.7"},
      {"0.0.0.0", "0.0.0.0"},
      {"255.255.255.255", "255.255.255.255"},
      {"127.1", "127.0.0.1"},
      {"127.0.1", "127.0.0.1"},
      {"10.1.513", "10.1.2.1"},
      {"10.66051", "10.1.2.3"},
      {"1.16777215", "1.255.255.255"},
      {"1.2.65535", "1.2.255.255"},
      {"0x7f.1", "127.0.0.1"},
      {"0x7F.0x0.0X0.0x1", "127.0.0.1"},
      {"0x7f000001", "127.0.0.1"},
      {"0xC0.0.0x2.7", "192.0.2.7"},
      {"0x00c0.0.2.7", "192.0.2.7"},
  };
  for (const auto& [text, address] : rows) {
    CAPTURE(text);
    const auto read = read_ipv4(text);
    REQUIRE(read);
    CHECK(*read == address);
  }
}

TEST_CASE("ipv4_notation: what is no such address is left to others") {
  for (const char* const text : {"",
                                 ".",
                                 "..",
                                 "a",
                                 "a.b",
                                 "127.0.0.1.",
                                 ".127.0.0.1",
                                 "127..1",
                                 "1.2.3.4.5",
                                 "256.0.0.1",
                                 "1.256.0.1",
                                 "1.2.256.1",
                                 "1.2.3.256",
                                 "1.2.65536",
                                 "1.16777216",
                                 "0x100000000",
                                 "0x",
                                 "0x.1",
                                 "1.0x",
                                 "0xg.1",
                                 "-1.2",
                                 "+1.2",
                                 "1.2 ",
                                 " 1.2",
                                 "1.2a",
                                 "1.99999999999999999999",
                                 "0x1ffffffffffffffff",
                                 "1.-1",
                                 "::1",
                                 "1.example",
                                 "example.1a"}) {
    CAPTURE(text);
    const auto read = read_ipv4(text);
    REQUIRE(read);
    CHECK_FALSE(read->has_value());
  }
}

TEST_CASE("ipv4_notation: one decimal number is refused") {
  for (const char* const text :
       {"0", "1", "5000", "2130706433", "4294967296", "007", "18446744073709551615"}) {
    CAPTURE(text);
    const auto read = read_ipv4(text);
    REQUIRE_FALSE(read);
    CHECK(read.error() == errc::number_alone);
  }
}

TEST_CASE("ipv4_notation: a number with a leading zero is refused") {
  for (const char* const text : {"127.0.0.010", "127.0.0.08", "010.0.0.1", "127.01",
                                 "0.00.0.0", "1.2.3.0256", "00.1", "0x7f.01"}) {
    CAPTURE(text);
    const auto read = read_ipv4(text);
    REQUIRE_FALSE(read);
    CHECK(read.error() == errc::octal_address);
  }
}

}  // namespace
}  // namespace tmss10
