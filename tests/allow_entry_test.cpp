// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "core/base/ipv6_groups.hpp"
#include <tmss10/core/exporter/allow_entry.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace tmss10 {
namespace {

/// A value of --allow as it was understood: "::ffff:10.0.0.0/104 5000-5000".
std::string understood_entry(std::string_view text) {
  const auto entry = parse_allow_entry(text);
  if (!entry) return "refused: " + entry.error();
  std::string out;
  if (const auto* network = std::get_if<ip_network>(&entry->targets)) {
    out = text_of_ipv6(network->first) + "/" + std::to_string(network->length);
  } else {
    const auto& name = std::get<allowed_name>(entry->targets);
    out = (name.is_domain ? "hosts of " : "") + name.name;
  }
  for (const auto& ports : entry->ports)
    out += " " + std::to_string(ports.first) + "-" + std::to_string(ports.last);
  return out;
}

TEST_CASE("allow_entry: a network, with ports or with that of TapeTrack") {
  CHECK(understood_entry("192.0.2.7") == "::ffff:c000:207/128 5000-5000");
  CHECK(understood_entry("192.0.2.7:22") == "::ffff:c000:207/128 22-22");
  CHECK(understood_entry("10.0.0.0/8") == "::ffff:a00:0/104 5000-5000");
  CHECK(understood_entry("10.0.0.0/8:1-65535") == "::ffff:a00:0/104 1-65535");
  CHECK(understood_entry("0.0.0.0/0") == "::ffff:0:0/96 5000-5000");
  CHECK(understood_entry("192.0.2.7/32:5000,6000-6010,7000") ==
        "::ffff:c000:207/128 5000-5000 6000-6010 7000-7000");
  CHECK(understood_entry("::1") == "::1/128 5000-5000");
  CHECK(understood_entry("2001:db8::1:5001") == "2001:db8::1:5001/128 5000-5000");
  CHECK(understood_entry("[2001:db8::1]:5001") == "2001:db8::1/128 5001-5001");
  CHECK(understood_entry("[::1]") == "::1/128 5000-5000");
  CHECK(understood_entry("2001:db8::/32") == "2001:db8::/32 5000-5000");
  CHECK(understood_entry("2001:db8::/32:5001") == "2001:db8::/32 5001-5001");
  CHECK(understood_entry("[2001:db8::]/32:5001") == "2001:db8::/32 5001-5001");
  CHECK(understood_entry("[2001:db8::/32]:5001") == "2001:db8::/32 5001-5001");
  CHECK(understood_entry("::/0") == "::/0 5000-5000");
}

TEST_CASE("allow_entry: a name, or the hosts of a domain") {
  CHECK(understood_entry("berne.example.com") == "berne.example.com 5000-5000");
  CHECK(understood_entry("Berne.Example.COM.:22") == "berne.example.com 22-22");
  CHECK(understood_entry(".example.com") == "hosts of example.com 5000-5000");
  CHECK(understood_entry(".Example.com.:1-2") == "hosts of example.com 1-2");
  CHECK(understood_entry("a_b-c") == "a_b-c 5000-5000");
  CHECK(understood_entry("z\xC3\xBCrich.example") == "z\xC3\xBCrich.example 5000-5000");
  CHECK(understood_entry("1a") == "1a 5000-5000");
}

TEST_CASE("allow_entry: ports are whole numbers and ranges that go up") {
  for (const std::string ports :
       {"",        "0",       "65536",          "x",
        "5000,",   ",5000",   "5000,,5001",     "5001-5000",
        "5000-",   "-5000",   "5000-5001-5002", " 5000",
        "5000 ",   "+5000",   "5000:5001",      "*",
        "0-65535", "1-65536", "5000;5001",      "99999999999999999999"}) {
    CAPTURE(ports);
    const std::string message =
        "refused: ports are whole numbers from 1 to 65535 and ranges, as in "
        "5000,6000-6010";
    CHECK(understood_entry("host:" + ports) ==
          (ports == "5000:5001" ? "refused: that is not an address or "
                                  "a prefix; an IPv4 address is four "
                                  "decimal numbers"
                                : message));
    CHECK(understood_entry("[::1]:" + ports) == message);
    CHECK(understood_entry("10.0.0.0/8:" + ports) == message);
  }
}

TEST_CASE("allow_entry: what looks like an address but is none is no name") {
  const std::string message =
      "refused: that is not an address or a prefix; an IPv4 address is four decimal "
      "numbers";
  for (const std::string text : {"127.1",
                                 "0x7f.0.0.1",
                                 "0x7f000001",
                                 "5000",
                                 "256.1.1.1",
                                 "1.2.3.4.5",
                                 "010.0.0.1",
                                 "10/8",
                                 "10.0/8",
                                 "example.com/24",
                                 ".example.com/24",
                                 "192.0.2.10-20",
                                 "192.0.2.10-192.0.2.20",
                                 "1:2:3",
                                 ":::",
                                 "[host]",
                                 "[host]:5000",
                                 "host.1",
                                 "::1::",
                                 "2001:db8::/32/5"}) {
    CAPTURE(text);
    const auto said = understood_entry(text);
    CHECK((said == message || said == "refused: that is not a host name or an address" ||
           said.starts_with("refused: a prefix length")));
  }
  CHECK(understood_entry("127.1") == message);
  CHECK(understood_entry("10/8") == message);
  CHECK(understood_entry("192.0.2.10-20") == message);
}

TEST_CASE("allow_entry: a prefix length fits its family") {
  const std::string message = "refused: a prefix length is a whole number";
  for (const std::string text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1",
                                 "10.0.0.0/08", "10.0.0.0/+8", "::/129", "[::/]", "[::]/",
                                 "10.0.0.0/255.0.0.0", "10.0.0.0/4294967304"}) {
    CAPTURE(text);
    CHECK(understood_entry(text).starts_with(message));
  }
}

TEST_CASE("allow_entry: an address has one form, and no zone") {
  CHECK(understood_entry("::ffff:192.0.2.7") ==
        "refused: an IPv4-mapped address is an IPv4 address");
  CHECK(understood_entry("::ffff:0:0/96") ==
        "refused: an IPv4-mapped address is an IPv4 address");
  CHECK(understood_entry("[192.0.2.7]:5000") ==
        "refused: brackets are for IPv6 addresses");
  CHECK(understood_entry("fe80::1%eth0") ==
        "refused: leave out the zone; an address holds in each");
  CHECK(understood_entry("[fe80::1%eth0]:5000") ==
        "refused: leave out the zone; an address holds in each");
}

TEST_CASE("allow_entry: a name that would never admit anything is refused with advice") {
  for (const std::string text :
       {"localhost", "LOCALHOST.", ".localhost", "a.localhost", "localhost.localdomain",
        "localhost6", "ip6-localhost"}) {
    CAPTURE(text);
    const std::string refusal =
        "refused: this would never admit anything, since no name admits a loopback "
        "address; write ";
    CHECK(understood_entry(text) == refusal + "127.0.0.1 or ::1 instead");
    CHECK(understood_entry(text + ":22,6000-6010") ==
          refusal + "127.0.0.1:22,6000-6010 or [::1]:22,6000-6010 instead");
  }
  CHECK(understood_entry("localhost.example") == "localhost.example 5000-5000");
}

TEST_CASE("allow_entry: what is no target is refused") {
  CHECK(understood_entry("") == "refused: the host is empty");
  CHECK(understood_entry(":5000") == "refused: the host is empty");
  CHECK(understood_entry("/8") == "refused: the host is empty");
  CHECK(understood_entry("[]") == "refused: the host is empty");
  for (const std::string text :
       {"*", "*.example.com", "a b", "a..b", "..a", "user@host", "http://host", "-a",
        "a,b", "[::1", "[::1]x", "[::1]5000", "[::1]/64/64", "[::/64]/64", "a\n",
        "a\x1b[0m", "\xC2\x9B"}) {
    CAPTURE(text);
    CHECK(understood_entry(text).starts_with("refused: "));
  }
  CHECK(understood_entry(std::string_view("a\0b", 3)).starts_with("refused: "));
  CHECK(understood_entry(".").starts_with("refused: "));
  CHECK(understood_entry("..").starts_with("refused: "));
  CHECK(understood_entry(std::string(300, 'a')).starts_with("refused: "));
}

}  // namespace
}  // namespace tmss10
