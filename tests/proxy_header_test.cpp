// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/core/proxy/proxy_header.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

TEST_CASE("proxy_header: a name and a value, without the blanks around it") {
  struct row {
    std::string text;
    std::string name;
    std::string value;
  };
  const std::vector<row> rows{
      {"User-Agent: Mozilla/5.0 (X11)", "User-Agent", "Mozilla/5.0 (X11)"},
      {"X:y", "X", "y"},
      {"X: \t y z\t ", "X", "y z"},
      {"X: a\tb", "X", "a\tb"},
      {"X: y: z", "X", "y: z"},
      {"X: ::", "X", "::"},
      {"!#$%&'*+-.^_`|~09azAZ: 1", "!#$%&'*+-.^_`|~09azAZ", "1"},
      {"X: b\xC3\xBC\x9B", "X", "b\xC3\xBC\x9B"},
      {"Hosts: a", "Hosts", "a"},
      {"Proxy-Connection: keep-alive", "Proxy-Connection", "keep-alive"},
  };
  for (const auto& [text, name, value] : rows) {
    CAPTURE(text);
    const auto got = parse_proxy_header(text);
    REQUIRE(got);
    CHECK(got->name == name);
    CHECK(got->value == value);
  }
}

TEST_CASE("proxy_header: nothing can begin another field or end the head") {
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    const bool control = (value < 0x20 && c != '\t') || value == 0x7F;
    CAPTURE(value);
    const auto got = parse_proxy_header(std::string("X: a") + c + "b");
    CHECK(error_of(got) ==
          (control ? make_error_code(errc::proxy_header_malformed) : std::error_code{}));
    if (!control) continue;
    CHECK(error_of(parse_proxy_header(std::string("X: a") + c)) ==
          errc::proxy_header_malformed);
    CHECK(error_of(parse_proxy_header(std::string("X") + c + ": a")) ==
          errc::proxy_header_malformed);
  }
}

TEST_CASE("proxy_header: what is no header is refused") {
  for (const std::string text :
       {"", ":", "X", "X:", "X: ", "X: \t", ": a", " X: a", "X : a", "X y: a", "X\"y: a",
        "b\xC3\xBC: a", "(X): a"}) {
    CAPTURE(text);
    CHECK(error_of(parse_proxy_header(text)) == errc::proxy_header_malformed);
  }
}

TEST_CASE("proxy_header: what the program decides on is reserved, in either case") {
  for (const std::string name :
       {"Host", "HOST", "host", "Proxy-Authorization", "Content-Length", "content-length",
        "Transfer-Encoding", "Connection", "Upgrade", "TE", "Trailer", "Expect"}) {
    CAPTURE(name);
    CHECK(error_of(parse_proxy_header(name + ": a")) == errc::proxy_header_reserved);
  }
}

}  // namespace
}  // namespace tmss10
