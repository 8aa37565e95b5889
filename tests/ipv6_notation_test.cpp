// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/base/ipv6_notation.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

TEST_CASE("ipv6_notation: an address is recognised in every notation") {
  for (const std::string text :
       {"::", "::1", "1::", "2001:db8::7", "2001:DB8::A", "1:2:3:4:5:6:7:8",
        "0001:0002:0003:0004:0005:0006:0007:0008", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8",
        "1:2:3::5:6:7:8", "::192.0.2.7", "::ffff:192.0.2.7", "1:2:3:4:5:6:192.0.2.7",
        "1::6:192.0.2.7", "fe80::1%eth0", "fe80::1%", "::1%::"}) {
    CAPTURE(text);
    CHECK(reason_not_ipv6(text) == std::error_code());
  }
}

TEST_CASE("ipv6_notation: what does not look like an address is none") {
  for (const std::string text :
       {"", ":", "host", "1:2", "127.0.0.1", "host:80:90", "::g", "[::1]", " ::1", "::1 ",
        "::0x1", "%::1", "fred:pass:word"}) {
    CAPTURE(text);
    CHECK(reason_not_ipv6(text) == errc::host_malformed);
  }
}

TEST_CASE("ipv6_notation: what looks like an address may be none") {
  for (const std::string text : {":::",
                                 "::::",
                                 "1:::2",
                                 "1::2::3",
                                 ":1:2",
                                 "1:2:",
                                 "1:2:3",
                                 "1:2:3:4:5:6:7",
                                 "1:2:3:4:5:6:7:8:9",
                                 "1:2:3:4::5:6:7:8",
                                 "::1:2:3:4:5:6:7:8",
                                 "1:2:3:4:5:6:7:8::",
                                 "::12345",
                                 "::00001",
                                 "::127.1",
                                 "::0.0.1",
                                 "::256.0.0.1",
                                 "::1.2.3.4.5",
                                 "::.1.2.3",
                                 "::1.2.3.",
                                 "1.2.3.4::",
                                 "::1.2.3.4:5",
                                 "1:2:3:4:5:6:7:192.0.2.7",
                                 "1:2:3:4:5:192.0.2.7",
                                 "::2:3:4:5:6:7:192.0.2.7",
                                 "127.1:21777:1",
                                 "127.0.0.1:80:1"}) {
    CAPTURE(text);
    CHECK(reason_not_ipv6(text) == errc::ipv6_malformed);
  }
}

TEST_CASE("ipv6_notation: an IPv4 address at the end has no leading zeros") {
  for (const std::string text : {"::127.0.0.010", "::ffff:010.0.0.1", "::1.2.3.00%lo"}) {
    CAPTURE(text);
    CHECK(reason_not_ipv6(text) == errc::octal_address);
  }
}

TEST_CASE("ipv6_notation: brackets are taken off") {
  for (const auto& [text, inside] : std::vector<std::pair<std::string, std::string>>{
           {"[::1]", "::1"},
           {"[fe80::1%eth0]", "fe80::1%eth0"},
           {"[::127.1]", "::127.1"},
           {"::1", "::1"},
           {"127.1", "127.1"},
           {"", ""}}) {
    CAPTURE(text);
    CHECK(without_brackets(text) == inside);
  }
}

TEST_CASE("ipv6_notation: brackets are for IPv6 addresses, and come in pairs") {
  CHECK(error_of(without_brackets("[]")) == errc::host_empty);
  for (const std::string text :
       {"[127.1]", "[127.0.0.1]", "[host]", "[a:80]", "[5000]"}) {
    CAPTURE(text);
    CHECK(error_of(without_brackets(text)) == errc::brackets_without_ipv6);
  }
  for (const std::string text :
       {"[", "[::1", "[::1]]", "[::1]x", "[127.1]:80", "host]", "::1]", "fe80::1%lo]"}) {
    CAPTURE(text);
    CHECK(error_of(without_brackets(text)) == errc::host_malformed);
  }
}

}  // namespace
}  // namespace tmss10
