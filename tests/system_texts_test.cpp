// SPDX-License-Identifier: MIT
#include "system/system_texts.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using server_names = std::vector<std::string>;

TEST_CASE("system_texts: a system's name is that for people, without its quotes") {
  CHECK(pretty_name_in(
            "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n") ==
        "Debian GNU/Linux 12 (bookworm)");
  CHECK(pretty_name_in("PRETTY_NAME='Alpine Linux v3.20'") == "Alpine Linux v3.20");
  CHECK(pretty_name_in("PRETTY_NAME=Void\r\n") == "Void");
  CHECK(pretty_name_in("PRETTY_NAME=\"a \\\"b\\\" \\$c\"") == "a \"b\" $c");
  CHECK(pretty_name_in("PRETTY_NAME=one\nPRETTY_NAME=two\n") == "two");
}

TEST_CASE("system_texts: a file without the name has none") {
  for (const auto* text : {"", "\n", "NAME=Debian\n", "#PRETTY_NAME=a\n", "PRETTY_NAME",
                           "PRETTY_NAME=", "PRETTY_NAME=\"", "PRETTY_NAME=\"\\"}) {
    CAPTURE(text);
    CHECK(pretty_name_in(text).size() <= 1);
  }
}

TEST_CASE("system_texts: name servers are in the order in which they are asked") {
  CHECK(name_servers_in("# a comment\nsearch example\nnameserver 192.0.2.53\n"
                        "nameserver\t2001:db8::53 # another\n") ==
        server_names{"192.0.2.53", "2001:db8::53"});
  CHECK(name_servers_in("nameserver  fe80::1%eth0\r\n") == server_names{"fe80::1%eth0"});
}

TEST_CASE(
    "system_texts: the resolver uses three name servers, and no line that is none") {
  CHECK(name_servers_in("nameserver a\nnameserver b\nnameserver c\nnameserver d\n") ==
        server_names{"a", "b", "c"});
  for (const auto* text : {"", "\n", "nameserver", "nameserver \n", "nameservers a\n",
                           " nameserver a\n", ";nameserver a\n", "nameserver\na\n"}) {
    CAPTURE(text);
    CHECK(name_servers_in(text).empty());
  }
}

}  // namespace
}  // namespace tmss10
