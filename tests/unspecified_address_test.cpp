// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/unspecified_address.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using addresses = std::vector<std::string>;

TEST_CASE("unspecified_address: a name server that answers so is a sinkhole") {
  for (const auto& found :
       {addresses{"0.0.0.0"}, addresses{"::"}, addresses{"192.0.2.7", "0.0.0.0"}}) {
    const auto remark = remark_on_unspecified({.host = "ads.test", .addresses = found});
    REQUIRE(remark);
    CHECK(remark->sentence == "ads.test resolves to " + found.back() +
                                  ", which is this machine itself: a DNS sinkhole");
    CHECK(!remark->hint.empty());
  }
}

TEST_CASE("unspecified_address: typed as an address, it is said what it means") {
  for (const auto& [host, address] : {std::pair("0.0.0.0", "0.0.0.0"),
                                      std::pair("::", "::"), std::pair("0::0", "::")}) {
    const auto remark = remark_on_unspecified({.host = host, .addresses = {address}});
    REQUIRE(remark);
    CHECK(remark->sentence == std::string(address) + " stands for this machine itself");
    CHECK(remark->hint.empty());
  }
}

TEST_CASE("unspecified_address: other addresses need no remark") {
  for (const auto* const address : {"127.0.0.1", "::1", "192.0.2.7", "0.0.0.1", "::2"}) {
    CHECK(!remark_on_unspecified({.host = "a.test", .addresses = {address}}));
    CHECK(!remark_on_unspecified({.host = address, .addresses = {address}}));
  }
}

TEST_CASE("unspecified_address: a name can't harm the terminal") {
  const auto remark =
      remark_on_unspecified({.host = "a\x1b[31m", .addresses = {"0.0.0.0"}});
  REQUIRE(remark);
  CHECK(remark->sentence.find('\x1b') == std::string::npos);
}

}  // namespace
}  // namespace tmss10
