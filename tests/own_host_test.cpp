// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/own_host.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

bool is_own(std::string_view field) {
  const std::vector<std::string> addresses{"192.0.2.7", "2001:db8::7", "fe80::1%eth0",
                                           "::ffff:198.51.100.7"};
  const std::vector<std::string> names{"exporter.example.com", "Berne.", "203.0.113.9",
                                       "z\xC3\xBCrich.example"};
  return is_own_host(field, addresses, names);
}

TEST_CASE("own_host: an address of this machine, with any port or none") {
  for (const auto* field :
       {"192.0.2.7", "192.0.2.7:10550", "192.0.2.7:1", "192.0.2.7:", "[2001:db8::7]",
        "[2001:DB8:0:0::7]:10550", "[2001:db8::7]:", "[::ffff:192.0.2.7]:80",
        "198.51.100.7", "[fe80::1]:10550", "[fe80::1%25eth0]", "203.0.113.9:443"}) {
    CAPTURE(field);
    CHECK(is_own(field));
  }
  for (const auto* field : {"192.0.2.8", "[2001:db8::8]", "192.0.2.7.", "[fe80::2]",
                            "10.0.0.1:10550", "0.0.0.0:10550", "[::]:10550"}) {
    CAPTURE(field);
    CHECK(is_own(field) == (std::string_view(field) == "192.0.2.7."));
  }
}

TEST_CASE("own_host: a loopback address and localhost are always this machine") {
  for (const auto* field : {"127.0.0.1:10550", "127.9.9.9", "[::1]:10550", "localhost",
                            "LOCALHOST:10550", "localhost.", "[::ffff:127.0.0.1]"}) {
    CAPTURE(field);
    CHECK(is_own_host(field, {}, {}));
  }
}

TEST_CASE("own_host: a name is one of --host-name, in either case") {
  for (const auto* field :
       {"exporter.example.com", "EXPORTER.example.COM:10550", "exporter.example.com.",
        "exporter.example.com.:443", "berne", "BERNE.", "z\xC3\xBCrich.example"}) {
    CAPTURE(field);
    CHECK(is_own(field));
  }
}

TEST_CASE("own_host: any other name may have been rebound to this machine") {
  for (const auto* field :
       {"evil.example", "evil.example:10550", "example.com", "a.exporter.example.com",
        "exporter.example.comm", "exporter.example.com.evil.example",
        "exporter.example.com..", "xexporter.example.com", "127.0.0.1.evil.example",
        "127.0.0.1.nip.io", "localhost.evil.example", "evil.localhost", "localhost..",
        "xn--zrich-kva.example"}) {
    CAPTURE(field);
    CHECK_FALSE(is_own(field));
  }
}

TEST_CASE("own_host: what is not HOST[:PORT] names nobody") {
  for (const std::string field : {"",
                                  ":",
                                  ":10550",
                                  "::1",
                                  "::1:10550",
                                  "[::1",
                                  "::1]",
                                  "[::1]]",
                                  "[::1]x",
                                  "[::1]10550",
                                  "[localhost]",
                                  "[127.0.0.1]",
                                  "[]",
                                  "localhost:x",
                                  "localhost:0",
                                  "localhost:65536",
                                  "localhost:-1",
                                  "localhost::",
                                  "localhost:1:2",
                                  "localhost:+1",
                                  "localhost/",
                                  "localhost/x",
                                  "http://localhost",
                                  "user@localhost",
                                  "localhost@evil.example",
                                  "localhost evil.example",
                                  " localhost",
                                  "localhost ",
                                  "localhost\t",
                                  "localhost\n",
                                  "localhost\r\nHost: evil.example",
                                  "localhost,evil",
                                  "localhost?",
                                  "localhost#",
                                  "localhost%00",
                                  "%6cocalhost",
                                  "2130706433",
                                  "017700000001",
                                  "127.0.0.01",
                                  "[::1%]x",
                                  "*",
                                  "null",
                                  "\xE2\x80\xAElocalhost",
                                  "\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1"}) {
    CAPTURE(field);
    CHECK_FALSE(is_own(field));
  }
  CHECK_FALSE(is_own(std::string_view("localhost\0", 10)));
  CHECK_FALSE(is_own(std::string_view("\0localhost", 10)));
  CHECK_FALSE(is_own(std::string_view("localhost\0.evil.example", 23)));
  CHECK_FALSE(is_own(std::string(100'000, 'a')));
  CHECK_FALSE(is_own(std::string(100'000, ':')));
  CHECK_FALSE(is_own(std::string(100'000, '[')));
}

}  // namespace
}  // namespace tmss10
