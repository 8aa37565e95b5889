// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/allow_list.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace tmss10 {
namespace {

allow_list allowing(const std::vector<std::string>& values) {
  std::vector<allow_entry> entries;
  for (const auto& value : values) {
    auto entry = parse_allow_entry(value);
    CAPTURE(value);
    REQUIRE(entry);
    entries.push_back(std::move(*entry));
  }
  return allow_list(std::move(entries));
}

/// Addresses that no name may lead to.
const std::vector<std::string>& local_addresses() {
  static const std::vector<std::string> all{"127.0.0.1",
                                            "127.255.0.1",
                                            "0.0.0.0",
                                            "169.254.169.254",
                                            "100.100.100.200",
                                            "168.63.129.16",
                                            "fd00:ec2::254",
                                            "fd20:ce::254",
                                            "::1",
                                            "::",
                                            "fe80::1",
                                            "fe80::1%eth0",
                                            "::ffff:127.0.0.1",
                                            "::ffff:0.0.0.0",
                                            "::ffff:169.254.1.1",
                                            "64:ff9b::127.0.0.1",
                                            "64:ff9b::a9fe:a9fe",
                                            "2002:7f00:1::1",
                                            "2002:a9fe:a9fe::1",
                                            "::127.0.0.1"};
  return all;
}

TEST_CASE("allow_list: an empty list admits nothing") {
  const auto list = allowing({});
  for (const auto* host : {"example.com", "192.0.2.7", "::1", ""}) {
    CHECK_FALSE(list.admits_host(host, 5000));
    CHECK_FALSE(list.admits_address(host, "192.0.2.7", 5000));
    CHECK_FALSE(list.admits_through_proxy(host, 5000));
  }
}

TEST_CASE("allow_list: an exporter for this machine alone may have everything probed") {
  const auto list = allow_list::everything();
  CHECK(list.admits_host("example.com", 1));
  CHECK(list.admits_host("localhost", 65535));
  CHECK(list.admits_through_proxy("example.com", 22));
  for (const auto& address : local_addresses())
    CHECK(list.admits_address("example.com", address, 22));
  CHECK_FALSE(list.admits_address("example.com", "example.com", 22));
  CHECK_FALSE(list.admits_address("example.com", "", 22));
}

TEST_CASE("allow_list: a port that is not allowed is not asked for, nor dialled") {
  using ports = std::initializer_list<std::uint16_t>;
  const auto list =
      allowing({"a.example", "b.example:22,6000-6010", "192.0.2.0/24:7000"});
  CHECK(list.admits_host("a.example", 5000));
  CHECK_FALSE(list.admits_host("a.example", 22));
  CHECK_FALSE(list.admits_host("a.example", 5001));
  for (const auto port : ports{22, 6000, 6005, 6010}) {
    CHECK(list.admits_host("b.example", port));
    CHECK(list.admits_address("b.example", "198.51.100.1", port));
  }
  for (const auto port : ports{5000, 21, 5999, 6011}) {
    CHECK_FALSE(list.admits_host("b.example", port));
    CHECK_FALSE(list.admits_address("b.example", "198.51.100.1", port));
  }
  CHECK(list.admits_host("192.0.2.7", 7000));
  CHECK_FALSE(list.admits_host("192.0.2.7", 5000));
}

TEST_CASE("allow_list: a name is admitted as a whole, in either case") {
  const auto list = allowing({"berne.example.com"});
  CHECK(list.admits_host("berne.example.com", 5000));
  CHECK(list.admits_host("BERNE.example.com.", 5000));
  for (const auto* host :
       {"example.com", "a.berne.example.com", "berne.example.comm", "xberne.example.com",
        "berne.example.com..", "berne.example", "", "berne.example.com:5000"})
    CHECK_FALSE(list.admits_host(host, 5000));
  CHECK(list.admits_address("berne.example.com", "198.51.100.1", 5000));
  CHECK(list.admits_address("Berne.example.com", "10.0.0.1", 5000));
  CHECK(list.admits_address("berne.example.com", "2001:db8::1", 5000));
  CHECK_FALSE(list.admits_address("example.com", "198.51.100.1", 5000));
  CHECK_FALSE(list.admits_address("198.51.100.1", "198.51.100.1", 5000));
}

TEST_CASE("allow_list: a domain is its hosts, not the name itself") {
  const auto list = allowing({".example.com"});
  CHECK(list.admits_host("a.example.com", 5000));
  CHECK(list.admits_host("a.b.EXAMPLE.com.", 5000));
  for (const auto* host : {"example.com", ".example.com", "aexample.com", "com",
                           "example.com.evil", "a.example.com.evil"}) {
    CAPTURE(host);
    CHECK_FALSE(list.admits_host(host, 5000));
    CHECK_FALSE(list.admits_address(host, "198.51.100.1", 5000));
  }
}

TEST_CASE("allow_list: a name leads to no address of this machine or its link") {
  const auto list = allowing({"berne.example.com:1-65535", ".example.com:1-65535"});
  for (const auto& address : local_addresses()) {
    CAPTURE(address);
    CHECK_FALSE(list.admits_address("berne.example.com", address, 5000));
    CHECK_FALSE(list.admits_address("a.example.com", address, 5000));
  }
}

TEST_CASE("allow_list: a wide network does not mean this machine or its link") {
  const auto list = allowing({"0.0.0.0/0", "::/0", "0.0.0.0/1", "64.0.0.0/2",
                              "126.0.0.0/7", "169.0.0.0/8", "64:ff9b::/96", "2002::/16",
                              "fe00::/9", "::/96", "::/127"});
  for (const auto& address : local_addresses()) {
    CAPTURE(address);
    CHECK_FALSE(list.admits_host(address, 5000));
    CHECK_FALSE(list.admits_address(address, address, 5000));
    CHECK_FALSE(list.admits_address("example.com", address, 5000));
  }
  CHECK(list.admits_host("192.0.2.7", 5000));
  CHECK(list.admits_host("2001:db8::1", 5000));
  CHECK(list.admits_host("64:ff9b::192.0.2.7", 5000));
}

TEST_CASE("allow_list: a network within a local one means it, for a name as well") {
  struct row {
    std::string value;
    std::string address;
  };
  for (const auto& [value, address] :
       std::vector<row>{{"127.0.0.0/8", "127.0.0.1"},
                        {"127.0.0.1", "127.0.0.1"},
                        {"127.0.0.1", "::ffff:127.0.0.1"},
                        {"0.0.0.0", "0.0.0.0"},
                        {"169.254.0.0/16", "169.254.169.254"},
                        {"168.63.129.16", "168.63.129.16"},
                        {"[fd00:ec2::254]", "fd00:ec2::254"},
                        {"::1", "::1"},
                        {"::", "::"},
                        {"fe80::/10", "fe80::1%eth0"},
                        {"64:ff9b::127.0.0.1", "64:ff9b::127.0.0.1"},
                        {"64:ff9b::127.0.0.0/104", "64:ff9b::127.0.0.1"},
                        {"2002:7f00::/24", "2002:7f00:1::1"}}) {
    CAPTURE(value, address);
    const auto list = allowing({value});
    CHECK(list.admits_address("example.com", address, 5000));
    CHECK(list.admits_address(address, address, 5000));
    CHECK_FALSE(list.admits_address("example.com", address, 5001));
    CHECK_FALSE(list.admits_address("example.com", "192.0.2.7", 5000));
  }
  CHECK_FALSE(allowing({"127.0.0.1"}).admits_host("127.0.0.2", 5000));
  CHECK_FALSE(allowing({"::1"}).admits_host("127.0.0.1", 5000));
  CHECK_FALSE(allowing({"127.0.0.1"}).admits_host("::1", 5000));
  CHECK_FALSE(allowing({"127.0.0.1"}).admits_host("64:ff9b::127.0.0.1", 5000));
}

TEST_CASE("allow_list: a name may be looked up if its addresses may be in a network") {
  const auto list = allowing({"192.0.2.0/24", "2001:db8::/32:6000"});
  CHECK(list.admits_host("any.example", 5000));
  CHECK(list.admits_host("localhost", 6000));
  CHECK_FALSE(list.admits_host("any.example", 7000));
  CHECK(list.admits_address("any.example", "192.0.2.255", 5000));
  CHECK(list.admits_address("any.example", "::ffff:192.0.2.1", 5000));
  CHECK(list.admits_address("any.example", "2001:db8:ffff::1", 6000));
  CHECK_FALSE(list.admits_address("any.example", "192.0.3.0", 5000));
  CHECK_FALSE(list.admits_address("any.example", "2001:db8::1", 5000));
  CHECK_FALSE(list.admits_address("any.example", "127.0.0.1", 5000));
}

TEST_CASE("allow_list: an address leads to itself, in either form") {
  for (const auto& list : {allowing({"192.0.2.0/24"}), allow_list::everything()}) {
    CHECK(list.admits_address("192.0.2.7", "192.0.2.7", 5000));
    CHECK(list.admits_address("192.0.2.7", "::ffff:192.0.2.7", 5000));
    CHECK_FALSE(list.admits_address("192.0.2.7", "192.0.2.8", 5000));
    CHECK_FALSE(list.admits_address("198.51.100.1", "192.0.2.8", 5000));
  }
}

TEST_CASE("allow_list: a host in another notation of an address is a name, or none") {
  const auto list = allowing({"example.com", "127.0.0.1"});
  // A name may be looked up, since a network is allowed; what matters is what is dialled.
  CHECK(list.admits_host("0x7f.1", 5000));
  CHECK_FALSE(list.admits_address("0x7f.1", "10.0.0.1", 5000));
  CHECK_FALSE(list.admits_address("example.com", "127.1", 5000));
  CHECK_FALSE(list.admits_address("example.com", "2130706433", 5000));
  CHECK_FALSE(list.admits_address("example.com", "192.0.2.7:5000", 5000));
  CHECK_FALSE(list.admits_address("example.com", "", 5000));
  CHECK_FALSE(list.admits_address("192.0.2.8", "192.0.2.7", 5000));
}

TEST_CASE("allow_list: through a proxy only what stands in the list may be asked for") {
  const auto list = allowing({"berne.example.com", ".example.org", "192.0.2.7",
                              "198.51.100.0/24", "[2001:db8::1]:6000", "127.0.0.1"});
  CHECK(list.admits_through_proxy("BERNE.example.com.", 5000));
  CHECK(list.admits_through_proxy("192.0.2.7", 5000));
  CHECK(list.admits_through_proxy("2001:DB8:0::1", 6000));
  CHECK(list.admits_through_proxy("127.0.0.1", 5000));
  CHECK(list.admits_through_proxy("::ffff:127.0.0.1", 5000));
  struct row {
    std::string host;
    std::uint16_t port;
  };
  for (const auto& [host, port] : std::vector<row>{{"berne.example.com", 5001},
                                                   {"a.example.org", 5000},
                                                   {"example.org", 5000},
                                                   {"any.example", 5000},
                                                   {"198.51.100.0", 5000},
                                                   {"198.51.100.7", 5000},
                                                   {"2001:db8::1", 5000},
                                                   {"192.0.2.8", 5000},
                                                   {"127.0.0.1", 5001},
                                                   {"127.0.0.2", 5000},
                                                   {"64:ff9b::127.0.0.1", 5000},
                                                   {"localhost", 5000},
                                                   {"::1", 5000},
                                                   {"", 5000}}) {
    CAPTURE(host, port);
    CHECK_FALSE(list.admits_through_proxy(host, port));
  }
}

TEST_CASE("allow_list: a local address that stands in the list holds with a proxy, too") {
  for (const auto& address : local_addresses()) {
    CAPTURE(address);
    const auto text = address.substr(0, address.find('%'));
    if (text.starts_with("::ffff:")) continue;  // no value of --allow
    CHECK(allowing({text}).admits_through_proxy(address, 5000));
    CHECK(allowing({text}).admits_address(address, address, 5000));
    CHECK_FALSE(allowing({"0.0.0.0/0", "::/0"}).admits_through_proxy(address, 5000));
    CHECK_FALSE(
        allowing({"127.0.0.0/8", "fe80::/10"}).admits_through_proxy(address, 5000));
  }
}

}  // namespace
}  // namespace tmss10
