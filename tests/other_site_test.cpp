// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/other_site.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

bool is_foreign_fetch(std::string_view sec_fetch_site) {
  return is_from_other_site(sec_fetch_site, std::nullopt, "exporter.example.com:10550");
}

bool is_foreign_origin(std::string_view origin,
                       std::string_view host = "exporter.example.com:10550") {
  return is_from_other_site(std::nullopt, origin, host);
}

TEST_CASE("other_site: a program sends neither field, and is from no other site") {
  CHECK_FALSE(is_from_other_site(std::nullopt, std::nullopt, "127.0.0.1:10550"));
  CHECK_FALSE(is_from_other_site(std::nullopt, std::nullopt, ""));
}

TEST_CASE("other_site: a page of this exporter, and an address that was typed, are not") {
  CHECK_FALSE(is_foreign_fetch("same-origin"));
  CHECK_FALSE(is_foreign_fetch("none"));
}

TEST_CASE("other_site: every other relation is foreign, known or not") {
  for (const auto* value :
       {"cross-site", "same-site", "", "Same-Origin", "NONE", "same-origin ", "?1",
        "same-origin;a", "same-origin, cross-site", "none, none", "null"}) {
    CAPTURE(value);
    CHECK(is_foreign_fetch(value));
  }
  CHECK(is_foreign_fetch(std::string_view("none\0", 5)));
}

TEST_CASE("other_site: an origin with the host and port that were asked is not") {
  struct row {
    const char* origin;
    const char* host;
  };
  for (const auto& [origin, host] :
       {row{"http://exporter.example.com:10550", "exporter.example.com:10550"},
        row{"https://exporter.example.com:10550", "EXPORTER.example.com.:10550"},
        row{"http://127.0.0.1:10550", "127.0.0.1:10550"},
        row{"http://[::1]:10550", "[0:0:0:0:0:0:0:1]:10550"},
        row{"http://localhost", "localhost"}, row{"http://localhost", "localhost:80"},
        row{"http://localhost", "localhost:"}, row{"https://localhost", "localhost"},
        row{"https://localhost", "localhost:443"}}) {
    CAPTURE(origin, host);
    CHECK_FALSE(is_foreign_origin(origin, host));
    CHECK_FALSE(is_from_other_site("same-origin", origin, host));
    CHECK(is_from_other_site("cross-site", origin, host));
  }
}

TEST_CASE("other_site: an origin with another host or port is foreign") {
  for (const auto* origin :
       {"https://evil.example", "http://exporter.example.com",
        "http://exporter.example.com:80", "https://exporter.example.com",
        "http://exporter.example.com:3000", "http://example.com:10550",
        "http://a.exporter.example.com:10550", "http://127.0.0.1:10550",
        "http://exporter.example.com.evil.example:10550"}) {
    CAPTURE(origin);
    CHECK(is_foreign_origin(origin));
    CHECK(is_from_other_site("none", origin, "exporter.example.com:10550"));
  }
  CHECK(is_foreign_origin("http://localhost", "localhost:443"));
  CHECK(is_foreign_origin("https://localhost", "localhost:80"));
  CHECK(is_foreign_origin("http://[fe80::1]:80", "[fe80::2]:80"));
}

TEST_CASE("other_site: what is not one origin of HTTP is foreign") {
  for (const std::string origin :
       {"",
        "null",
        "exporter.example.com:10550",
        "//exporter.example.com:10550",
        "http:exporter.example.com:10550",
        "http://",
        "http://:10550",
        "ftp://exporter.example.com:10550",
        "file://",
        "moz-extension://exporter.example.com:10550",
        "http://exporter.example.com:10550/",
        "http://exporter.example.com:10550/a",
        "http://exporter.example.com:10550?",
        "http://exporter.example.com:10550#",
        "http://a@exporter.example.com:10550",
        "http://exporter.example.com:10550 null",
        "http://exporter.example.com:10550 http://evil.example",
        "http://exporter.example.com:10550, http://exporter.example.com:10550",
        " http://exporter.example.com:10550",
        "http://exporter.example.com:10550\r\n",
        "http://exporter.example.com:65536",
        "http://exporter.example.com:0"}) {
    CAPTURE(origin);
    CHECK(is_foreign_origin(origin));
  }
  CHECK(is_foreign_origin(std::string_view("http://localhost\0", 17), "localhost"));
  CHECK(is_foreign_origin("http://" + std::string(100'000, 'a')));
}

TEST_CASE("other_site: nothing is the origin of a host that is none") {
  for (const auto* host : {"", ":", "a b", "http://localhost", "::1", "localhost:x"}) {
    CAPTURE(host);
    CHECK(is_foreign_origin("http://localhost", host));
    CHECK(is_foreign_origin(std::string("http://") + host, host));
  }
}

}  // namespace
}  // namespace tmss10
