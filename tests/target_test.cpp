// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/base/target.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

struct good_row {
  std::string text;
  std::string host;
  std::optional<std::uint16_t> port;
};

struct bad_row {
  std::string text;
  errc expected;
};

const std::vector<good_row> good_targets{
    {"localhost", "localhost", {}},
    {"a", "a", {}},
    {"server.example.com", "server.example.com", {}},
    {"server.example.com.", "server.example.com.", {}},
    {"my_server-2", "my_server-2", {}},
    {"localhost:1", "localhost", 1},
    {"localhost:65535", "localhost", 65535},
    {"localhost:05000", "localhost", 5000},
    {"192.0.2.7", "192.0.2.7", {}},
    {"192.0.2.7:5000", "192.0.2.7", 5000},
    {"::", "::", {}},
    {"::1", "::1", {}},
    {"2001:db8::7", "2001:db8::7", {}},
    {"2001:DB8:0:0:0:0:0:7", "2001:DB8:0:0:0:0:0:7", {}},
    {"::ffff:192.0.2.7", "::ffff:192.0.2.7", {}},
    {"127.1", "127.0.0.1", {}},
    {"0x7f.0.0.1:5000", "127.0.0.1", 5000},
    {"10.65536", "10.1.0.0", {}},
    {"1.2.3.4.5", "1.2.3.4.5", {}},
    {"256.0.0.1", "256.0.0.1", {}},
    {"fe80::1%eth0", "fe80::1%eth0", {}},
    {"fe80::1%12", "fe80::1%12", {}},
    {"[::1]", "::1", {}},
    {"[::1]:5000", "::1", 5000},
    {"[2001:db8::7]:1", "2001:db8::7", 1},
    {"[fe80::1%eth0]:5000", "fe80::1%eth0", 5000},
    {"b\xC3\xBC\x63her.example:5000", "b\xC3\xBC\x63her.example", 5000},
    {"h\xC2\xA0", "h\xC2\xA0", {}},
    {std::string(253, 'a'), std::string(253, 'a'), {}},
};

const std::vector<bad_row> bad_targets{
    {"", errc::host_empty},
    {":5000", errc::host_empty},
    {"[]", errc::host_empty},
    {"[]:5000", errc::host_empty},
    {"host:", errc::port_malformed},
    {"host:0", errc::port_malformed},
    {"host:00", errc::port_malformed},
    {"host:65536", errc::port_malformed},
    {"host:70000", errc::port_malformed},
    {"host:99999999999999999999", errc::port_malformed},
    {"http://host", errc::host_malformed},
    {"host:abc", errc::port_malformed},
    {"host:-1", errc::port_malformed},
    {"host:+1", errc::port_malformed},
    {"host: 1", errc::port_malformed},
    {"host:1 ", errc::port_malformed},
    {"host:0x10", errc::port_malformed},
    {"host:5000/", errc::port_malformed},
    {"[::1]:", errc::port_malformed},
    {"[::1]:0", errc::port_malformed},
    {"[::1]:x", errc::port_malformed},
    {"5000", errc::number_alone},
    {"5000:5000", errc::number_alone},
    {"0", errc::number_alone},
    {"127.0.0.010", errc::octal_address},
    {"127.0.0.010:5000", errc::octal_address},
    {"::ffff:127.0.0.010", errc::octal_address},
    {"[::127.0.0.010]:5000", errc::octal_address},
    {"::127.1", errc::ipv6_malformed},
    {"[::127.1]", errc::ipv6_malformed},
    {"[::127.1]:5000", errc::ipv6_malformed},
    {"127.1:21777:1", errc::ipv6_malformed},
    {"127.0.0.1:5000:5000", errc::ipv6_malformed},
    {":::", errc::ipv6_malformed},
    {"1:2:3", errc::ipv6_malformed},
    {"[1:2:3%eth0]", errc::ipv6_malformed},
    {"[::1", errc::host_malformed},
    {"[::1]5000", errc::host_malformed},
    {"[[::1]]", errc::host_malformed},
    {"::1]", errc::host_malformed},
    {"host]", errc::host_malformed},
    {"-host", errc::host_malformed},
    {"-", errc::host_malformed},
    {"two words", errc::host_malformed},
    {" host", errc::host_malformed},
    {"host\n", errc::host_malformed},
    {"\x1b[31m", errc::host_malformed},
    {std::string("a\0b", 3), errc::host_malformed},
    {"h\xC2\x80", errc::host_malformed},
    {"h\xC2\x9B"
     "31m",
     errc::host_malformed},
    {"h\xC2\x9F:5000", errc::host_malformed},
    {"a/b", errc::host_malformed},
    {"user@host", errc::host_malformed},
    {"host%eth0", errc::host_malformed},
    {"\"host\"", errc::host_malformed},
    {std::string(254, 'a'), errc::host_malformed},
    {std::string(100'000, 'a'), errc::host_malformed},
};

using parser = result<target> (*)(std::string_view);

void check_good(parser parse, const std::string& text, const good_row& row) {
  CAPTURE(text);
  const auto where = parse(text);
  REQUIRE(error_of(where) == std::error_code{});
  CHECK(where->host == row.host);
  CHECK(where->port == row.port);
}

TEST_CASE("target: hosts, addresses and ports are told apart") {
  for (const auto& row : good_targets)
    check_good(parse_target, row.text, row);
}

TEST_CASE("target: what is neither host nor address is refused") {
  for (const auto& [text, expected] : bad_targets) {
    CAPTURE(text);
    CHECK(error_of(parse_target(text)) == expected);
  }
}

TEST_CASE("target: only an IPv6 address has more than one colon, or brackets") {
  for (const auto* text : {"host:80:90", "http:host:80", "fred:pass:word"}) {
    CAPTURE(text);
    CHECK(error_of(parse_target(text)) == errc::host_malformed);
  }
  for (const auto* text :
       {"[host]", "[host]:5000", "[fred:password]", "[192.0.2.7]", "[127.1]:5000"}) {
    CAPTURE(text);
    CHECK(error_of(parse_target(text)) == errc::brackets_without_ipv6);
  }
}

TEST_CASE("target: a logon's host and port are those after the last @") {
  for (const auto& row : good_targets) {
    for (const std::string credentials :
         {"", "user:password@", "user@", "@", ":@", "user:p@ss:w@rd@", "user:[x]@",
          "user:pass word@", "-user:-password@"}) {
      check_good(parse_logon, credentials + row.text, row);
    }
  }
}

TEST_CASE("target: a logon without a right host is refused like a target") {
  for (const auto& [text, expected] : bad_targets) {
    CAPTURE(text);
    if (text.find('@') != std::string::npos) continue;
    CHECK(error_of(parse_logon(text)) == expected);
    CHECK(error_of(parse_logon("user:password@" + text)) == expected);
  }
}

TEST_CASE("target: a port is a whole number from 1 to 65535") {
  for (unsigned port = 1; port <= 0xFFFF; ++port) {
    REQUIRE(parse_port(std::to_string(port)) == port);
  }
  for (const auto* text : {"", "0", "65536", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1",
                           "abc", "4294967297"}) {
    CAPTURE(text);
    CHECK(error_of(parse_port(text)) == errc::port_malformed);
  }
}

TEST_CASE("target: every errc") {
  CHECK(error_of(parse_target("")) == errc::host_empty);
  CHECK(error_of(parse_target("[")) == errc::host_malformed);
  CHECK(error_of(parse_target("a:b")) == errc::port_malformed);
  CHECK(error_of(parse_target("5000")) == errc::number_alone);
  CHECK(error_of(parse_target("0.00.0.0")) == errc::octal_address);
  CHECK(error_of(parse_target("a::b::c")) == errc::ipv6_malformed);
  CHECK(error_of(parse_target("[a]")) == errc::brackets_without_ipv6);
}

TEST_CASE("target: an IPv6 address with a port and no brackets is recognised") {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"::1:5999", "[::1]:5999"},
      {"2001:db8::7:5000", "[2001:db8::7]:5000"},
      {"2001:db8:::65535", "[2001:db8::]:65535"},
      {"1:2:3:4:5:6:7:8:1024", "[1:2:3:4:5:6:7:8]:1024"},
      {"fe80::1%eth0:5000", "[fe80::1%eth0]:5000"}};
  for (const auto& [host, meant] : rows) {
    CAPTURE(host);
    CHECK(bracketed_reading(host) == meant);
  }
  for (const std::string host :
       {"::1", "::5999", "::1:80", "::1:0999", "::1:65536", "::1:abcd", "::1:5999%eth0",
        "2001:db8:1:2:3:4:5:5000", "1:2:3:5000", "host:5000", "127.0.0.1:5000", "5000",
        ""}) {
    CAPTURE(host);
    CHECK_FALSE(bracketed_reading(host));
  }
}

}  // namespace
}  // namespace tmss10
