// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/target_lines.hpp"
#include <tmss10/core/base/address_range.hpp>
#include <tmss10/core/options/target_file.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::names_of;
using test::targets_in;
using names = std::vector<std::string>;

TEST_CASE("target_file: a line is a target, with the default port or its own") {
  const auto targets = targets_in(
      "a.example.com\n"
      "b.example.com:5001\n"
      "192.0.2.7\n"
      "127.1\n"
      "2001:db8::7\n"
      "[2001:db8::8]:5001\n");
  REQUIRE(targets.size() == 6);
  CHECK(names_of(targets) == names{"a.example.com", "b.example.com:5001", "192.0.2.7",
                                   "127.1", "2001:db8::7", "[2001:db8::8]:5001"});
  CHECK(targets[0].host == "a.example.com");
  CHECK(targets[0].port == 5000);
  CHECK(targets[0].own == nullptr);
  CHECK(targets[1].host == "b.example.com");
  CHECK(targets[1].port == 5001);
  CHECK(targets[3].host == "127.0.0.1");
  CHECK(targets[4].host == "2001:db8::7");
  CHECK(targets[5].host == "2001:db8::8");
  CHECK(targets[5].port == 5001);
}

TEST_CASE("target_file: the command line's port is that of targets without one") {
  ping_options common;
  common.port = 6000;
  const auto targets = targets_in("a\nb:5001\nc -P 5002\n192.0.2.0/31\n", common);
  REQUIRE(targets.size() == 5);
  CHECK(targets[0].port == 6000);
  CHECK(targets[1].port == 5001);
  CHECK(targets[2].port == 5002);
  CHECK(targets[2].name == "c");
  CHECK(targets[2].own == nullptr);
  CHECK(targets[4].port == 6000);
}

TEST_CASE("target_file: blank lines and comments are passed over") {
  const auto targets = targets_in(
      "# sites\n"
      "\n"
      " \t \n"
      "  a  # the first one\n"
      "  # c\n"
      "\td --name \"#4\" #4\n"
      "e --name 5#6 #\"\n");
  CHECK(names_of(targets) == names{"a", "#4", "5#6"});
}

TEST_CASE("target_file: a line ends with LF or CRLF, the last one with either or none") {
  for (const std::string text : {"a\nb\n", "a\nb", "a\r\nb\r\n", "a\r\nb\r",
                                 "\xEF\xBB\xBF"
                                 "a\r\n\r\nb"}) {
    CHECK(names_of(targets_in(text)) == names{"a", "b"});
  }
}

TEST_CASE("target_file: double quotes group, and nothing else is special in them") {
  const auto targets = targets_in(
      "a --name \"Head office, 2nd floor\"\n"
      "\"b\" --name=\"x # y\"\n"
      "c --name in\" the \"middle\n"
      "d -k \"C:\\Program Files\\site.key\" --name \"D\\\"\n"
      "e --name it's\n");
  CHECK(names_of(targets) ==
        names{"Head office, 2nd floor", "x # y", "in the middle", "D\\", "it's"});
  REQUIRE(targets[3].own);
  CHECK(targets[3].own->key_file == "C:\\Program Files\\site.key");
}

TEST_CASE("target_file: a name may be in any language") {
  const std::string name = "Z\xC3\xBCrich \xE2\x80\x93 \xE6\x9D\xB1\xE4\xBA\xAC";
  const auto targets = targets_in(
      "b\xC3\xBC"
      "cher.example --name \"" +
      name + "\"\n");
  CHECK(targets.front().name == name);
  CHECK(targets.front().host ==
        "b\xC3\xBC"
        "cher.example");
}

TEST_CASE("target_file: a range stands for its addresses") {
  const auto targets = targets_in(
      "192.0.2.0/30\n"
      "192.0.2.8-9:5001 -C\n"
      "2001:db8::/127\n"
      "[2001:db8::4/127]:5002\n");
  CHECK(names_of(targets) == names{"192.0.2.1", "192.0.2.2", "192.0.2.8:5001",
                                   "192.0.2.9:5001", "2001:db8::", "2001:db8::1",
                                   "[2001:db8::4]:5002", "[2001:db8::5]:5002"});
  CHECK(targets[0].host == "192.0.2.1");
  CHECK(targets[2].host == "192.0.2.8");
  CHECK(targets[2].port == 5001);
  CHECK(targets[6].host == "2001:db8::4");
  CHECK(targets[0].own == nullptr);
  REQUIRE(targets[2].own);
  CHECK(targets[2].own == targets[3].own);
  CHECK(targets[2].own->connect_only == true);
}

TEST_CASE("target_file: a name with dashes is no range") {
  CHECK(names_of(targets_in("a-b.example.com\n10-20\n10-20.example.com\n")) ==
        names{"a-b.example.com", "10-20", "10-20.example.com"});
}

TEST_CASE("target_file: a line's options are kept as they are meant") {
  const auto targets = targets_in(
      "a -s 100 -k site.key --source [2001:db8::1] --label site=a --label site=b\n"
      "b -k none -x none -4 -6\n"
      "c -x http://user:password@proxy:3128 -6 -4\n"
      "d -x env --proxy-credentials login.txt -4 -4\n"
      "-C e --connect-only=false\n");
  const auto& a = *targets.at(0).own;
  CHECK(a.payload_size == 100U);
  CHECK(a.key_file == "site.key");
  CHECK(a.source == "2001:db8::1");
  REQUIRE(a.labels.size() == 1);
  CHECK(a.labels[0].value == "b");
  CHECK_FALSE(a.proxy);
  CHECK_FALSE(a.family);
  CHECK_FALSE(a.connect_only);
  const auto& b = *targets.at(1).own;
  REQUIRE(b.key_file);
  CHECK_FALSE(*b.key_file);
  REQUIRE(b.proxy);
  CHECK_FALSE(*b.proxy);
  CHECK(b.family == address_family::v6);
  CHECK_FALSE(b.payload_size);
  const auto& c = *targets.at(2).own;
  REQUIRE(c.proxy);
  REQUIRE(*c.proxy);
  CHECK((*c.proxy)->address->host == "proxy");
  CHECK((*c.proxy)->credentials->password() == "password");
  CHECK(c.family == address_family::v4);
  const auto& d = *targets.at(3).own;
  REQUIRE(d.proxy);
  REQUIRE(*d.proxy);
  CHECK_FALSE((*d.proxy)->address);
  CHECK((*d.proxy)->credentials_file == "login.txt");
  CHECK(d.family == address_family::v4);
}

TEST_CASE("target_file: what one line says is not said of the next") {
  const auto targets = targets_in(
      "a -C -s 0 -k none -x http://proxy --source 192.0.2.1 -6 -P 1 --name A --label "
      "b=c\n"
      "b\n"
      "c -4\n");
  CHECK(names_of(targets) == names{"A", "b", "c"});
  CHECK(targets[1].own == nullptr);
  CHECK(targets[1].port == 5000);
  const auto& c = *targets[2].own;
  CHECK(c.family == address_family::v4);
  CHECK_FALSE(c.connect_only);
  CHECK_FALSE(c.key_file);
  CHECK_FALSE(c.proxy);
  CHECK_FALSE(c.source);
  CHECK_FALSE(c.payload_size);
  CHECK(c.labels.empty());
}

TEST_CASE("target_file: many lines are read") {
  std::string text;
  constexpr std::size_t count = 2000;
  for (std::size_t i = 0; i < count; ++i) {
    const auto n = std::to_string(i);
    text += "host" + n + ".example.com:5001 -C --label site=s" + n + "\n";
  }
  const auto targets = targets_in(text);
  REQUIRE(targets.size() == count);
  CHECK(targets.back().name == "host1999.example.com:5001");
  CHECK(targets.back().own->labels.at(0).value == "s1999");
}

TEST_CASE("target_file: all ranges together have a limit, and hosts have none") {
  CHECK(targets_in("10.1.0.0-10.1.255.255\nhost\n").size() == max_range_size + 1);
}

}  // namespace
}  // namespace tmss10
