// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/errc.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace tmss10 {
namespace {

constexpr int last = static_cast<int>(errc::stopped);

TEST_CASE("errc: every one has words of its own, on one line") {
  std::set<std::string> seen;
  for (int value = 1; value <= last; ++value) {
    const std::string message = make_error_code(static_cast<errc>(value)).message();
    CAPTURE(value, message);
    CHECK(!message.empty());
    CHECK(message.find('\n') == std::string::npos);
    CHECK(seen.insert(message).second);
  }
  CHECK(seen.count(tmss10_category().message(last + 1)) == 0);
}

TEST_CASE("errc: it is an error of this category, and of no other") {
  const std::error_code code = errc::keys_differ;
  CHECK(code == errc::keys_differ);
  CHECK(code != errc::busy);
  CHECK(code != std::error_code(code.value(), std::generic_category()));
  CHECK(std::string(code.category().name()) == "tmss10");
}

}  // namespace
}  // namespace tmss10
