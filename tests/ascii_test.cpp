// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/ascii.hpp>

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

TEST_CASE("ascii: 22 characters are hex digits, and have their values") {
  const std::string_view lower = "0123456789abcdef";
  const std::string_view upper = "0123456789ABCDEF";
  for (unsigned value = 0; value < 256; ++value) {
    const char c = static_cast<char>(value);
    CAPTURE(value);
    const auto at =
        lower.find(c) != std::string_view::npos ? lower.find(c) : upper.find(c);
    CHECK(hex_digit_value(c) ==
          (at == std::string_view::npos ? -1 : static_cast<int>(at)));
  }
}

TEST_CASE("ascii: only the letters from A to Z have a lower case") {
  CHECK(lower_case("").empty());
  CHECK(lower_case("AZaz @[`{09") == "azaz @[`{09");
  CHECK(lower_case("B\xC3\x9C\x63her.EXAMPLE") == "b\xC3\x9C\x63her.example");
}

TEST_CASE("ascii: control characters are those below the blank, and DEL") {
  CHECK_FALSE(has_control_character(""));
  for (unsigned value = 0; value < 256; ++value) {
    CAPTURE(value);
    const std::string text = std::string("a") + static_cast<char>(value);
    CHECK(has_control_character(text) == (value < 0x20 || value == 0x7F));
  }
}

}  // namespace
}  // namespace tmss10
