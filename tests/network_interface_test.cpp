// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/net/network_interface.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tmss10 {
namespace {

using asio::ip::make_address;

TEST_CASE("network_interface: one that is not here is named as that") {
  for (const std::string name : {"nosuch", "", "127.0.0.1"}) {
    CAPTURE(name);
    CHECK(test::error_of(find_interface(name)) == errc::interface_not_here);
  }
}

#ifdef __linux__  // others have another name for it
TEST_CASE("network_interface: the loopback interface has its number and addresses") {
  const auto lo = find_interface("lo");
  REQUIRE(lo);
  CHECK(lo->number == 1);
  CHECK(lo->is_running);
  CHECK(std::ranges::count(lo->addresses, make_address("127.0.0.1")) == 1);
  CHECK(has_address_for(*lo, make_address("192.0.2.1")));
}

TEST_CASE("network_interface: an address of it leads back to its name") {
  CHECK(interface_with(make_address("127.0.0.1")) == "lo");
  CHECK(interface_with(make_address("::ffff:127.0.0.1")) == "lo");
}

TEST_CASE("network_interface: what no interface can be called is refused") {
  for (const std::string name : {"", ".", "..", "a/b", "eth0:1", "eth 0", "eth0\n"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(check_interface_name("--interface", name), std::invalid_argument);
  }
}
#endif

TEST_CASE("network_interface: a name that is too long or empty is refused") {
  CHECK_THROWS_AS(check_interface_name("--interface", std::string(300, 'a')),
                  std::invalid_argument);
  CHECK_THROWS_AS(check_interface_name("--interface", ""), std::invalid_argument);
  CHECK_NOTHROW(check_interface_name("--interface", "eth0"));
  CHECK_NOTHROW(check_interface_name("--interface", std::string(15, 'a')));
}

TEST_CASE("network_interface: an address that this machine does not have is of none") {
  for (const auto* address : {"192.0.2.1", "2001:db8::1", "0.0.0.0", "::"}) {
    CAPTURE(address);
    CHECK(interface_with(make_address(address)).empty());
  }
}

TEST_CASE("network_interface: the machine has the addresses of its interfaces") {
  const auto all = addresses_of_machine();
  CHECK(std::ranges::count(all, make_address("127.0.0.1")) == 1);
  CHECK(std::ranges::count(all, make_address("192.0.2.1")) == 0);
  for (const auto& one : all)
    CHECK_FALSE(interface_with(one).empty());
}

TEST_CASE("network_interface: its address is of the target's family and scope") {
  network_interface both;
  both.addresses = {make_address("fe80::1"), make_address("192.0.2.1"),
                    make_address("2001:db8::1"), make_address("192.0.2.2")};
  const auto towards = [&both](const char* to) {
    return address_towards(both, make_address(to));
  };
  CHECK(towards("198.51.100.7") == make_address("192.0.2.1"));
  CHECK(towards("::ffff:198.51.100.7") == make_address("192.0.2.1"));
  CHECK(towards("2001:db8::7") == make_address("2001:db8::1"));
  CHECK(towards("fe80::7") == make_address("fe80::1"));
}

TEST_CASE("network_interface: without an address of the family there is none") {
  network_interface v4;
  v4.addresses = {make_address("192.0.2.1")};
  CHECK(has_address_for(v4, make_address("198.51.100.7")));
  CHECK(has_address_for(v4, make_address("::ffff:198.51.100.7")));
  CHECK(!has_address_for(v4, make_address("2001:db8::7")));
  CHECK(!address_towards(v4, make_address("2001:db8::7")));
  network_interface link_local;
  link_local.addresses = {make_address("fe80::1")};
  CHECK(address_towards(link_local, make_address("2001:db8::7")) ==
        make_address("fe80::1"));
  CHECK(!address_towards({}, make_address("192.0.2.1")));
  CHECK(!has_address_for({}, make_address("192.0.2.1")));
}

}  // namespace
}  // namespace tmss10
