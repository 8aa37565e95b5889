// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include <tmss10/net/ascii_name.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;

TEST_CASE("ascii_name: an ASCII name and an address stay as they are") {
  for (const std::string host : {"server.example", "MY_server", "xn--bcher-kva.example",
                                 "xn--", "192.0.2.7", "::1", "a..b", "h."}) {
    const auto name = ascii_name(host);
    REQUIRE(name);
    CHECK(*name == host);
  }
}

/// Whether this system converts names.
bool has_conversion() {
  return error_of(ascii_name("b\xC3\xBC\x63her.example")) != errc::no_name_conversion;
}

TEST_CASE("ascii_name: an international name has the form that name servers have") {
  if (!has_conversion()) return;
  // Of RFC 3492, section 7.1, and of UTS #46: mapped to lower case and composed.
  const std::vector<std::pair<std::string, std::string>> rows{
      {"b\xC3\xBC\x63her.example", "xn--bcher-kva.example"},
      {"B\xC3\x9C\x43HER.example", "xn--bcher-kva.example"},
      {"bu\xCC\x88\x63her.example", "xn--bcher-kva.example"},
      {"\xE4\xBB\x96\xE4\xBB\xAC\xE4\xB8\xBA\xE4\xBB\x80\xE4\xB9\x88\xE4\xB8\x8D\xE8\xAF"
       "\xB4\xE4\xB8\xAD\xE6\x96\x87.example",
       "xn--ihqwcrb4cv8a8dqg056pqjye.example"}};
  for (const auto& [name, expected] : rows) {
    CAPTURE(name);
    const auto ascii = ascii_name(name);
    REQUIRE(ascii);
    CHECK(*ascii == expected);
  }
}

TEST_CASE("ascii_name: what is no name can't be converted") {
  if (!has_conversion()) return;
  // Not UTF-8, a symbol that IDNA does not allow, and a label that gets too long. Then
  // what is mapped to a blank, '@', '/', '#' and '%'.
  std::string much;
  for (int i = 0; i < 70; ++i)
    much += "\xC3\xBC";
  for (const auto& name :
       {std::string("b\xFC\x63her"), std::string("a\xE2\x80\xA8z"), much,
        std::string("a\xE3\x80\x80z"), std::string("a\xEF\xBC\xA0z"),
        std::string("a\xEF\xBC\x8Fz"), std::string("a\xEF\xBC\x83z"),
        std::string("a\xEF\xBC\x85z")}) {
    CAPTURE(name);
    CHECK(error_of(ascii_name(name)) == errc::name_not_convertible);
  }
}

TEST_CASE("ascii_name: what is mapped to an address is neither a name nor an address") {
  if (!has_conversion()) return;
  // Ideographic full stops; full-width digits: of a short address, of one that can be
  // read in two ways, and of a number alone.
  for (const std::string name : {"127\xE3\x80\x82"
                                 "0\xE3\x80\x82"
                                 "0\xE3\x80\x82"
                                 "1",
                                 "\xEF\xBC\x91"
                                 "27.1",
                                 "\xEF\xBC\x90"
                                 "10.0.0.1",
                                 "\xEF\xBC\x95"
                                 "000",
                                 "127\xE3\x80\x82"
                                 "0.0.1\xE3\x80\x82"}) {
    CAPTURE(name);
    CHECK(error_of(ascii_name(name)) == errc::address_not_ascii);
  }
  CHECK(ascii_name("a\xE3\x80\x82"
                   "b") == "a.b");
}

}  // namespace
}  // namespace tmss10
