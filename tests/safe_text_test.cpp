// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/hex.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <algorithm>
#include <string>

namespace tmss10 {
namespace {

using test::bytes_of;

TEST_CASE("safe_text: escaped bytes are printable ASCII without quotes or backslashes") {
  for (unsigned value = 0; value < 256; ++value) {
    const bytes one{static_cast<std::byte>(value)};
    const std::string text = escape(one, 1);
    CAPTURE(value);
    REQUIRE(std::all_of(text.begin(), text.end(),
                        [](char c) { return c >= 0x20 && c < 0x7F && c != '"'; }));
    const bool shown_as_it_is = text.size() == 1;
    REQUIRE((shown_as_it_is ? text[0] == static_cast<char>(value)
                            : text == "\\x" + test::to_hex(one)));
  }
  CHECK(escape(bytes_of("A\\x41"), 10) == "A\\x5cx41");
}

TEST_CASE("safe_text: no more bytes are escaped than asked for") {
  CHECK(escape({}, 16).empty());
  CHECK(escape(bytes_of("abcdef"), 0).empty());
  CHECK(escape(bytes_of("abcdef"), 3) == "abc");
  CHECK(escape(bytes(100, std::byte{0}), 2) == "\\x00\\x00");
}

TEST_CASE("safe_text: the user's own text is shown as it is in UTF-8") {
  CHECK(printable("C:\\Users\\J\xC3\xBCrgen \"x\"") == "C:\\Users\\J\xC3\xBCrgen \"x\"");
  CHECK(printable("\xE2\x82\xAC \xF0\x9F\x98\x80") == "\xE2\x82\xAC \xF0\x9F\x98\x80");
  CHECK(printable("").empty());
  CHECK(in_quotes("a b") == "\"a b\"");
}

TEST_CASE("safe_text: no control character passes") {
  CHECK(printable("a\x1b[31m\n\x7f") == "a\\x1b[31m\\x0a\\x7f");
  CHECK(printable("\xC2\x9B"
                  "31m") == "\\xc2\\x9b31m");
  CHECK(printable("\xC2\xA0") == "\xC2\xA0");
  CHECK(printable(std::string_view("\0", 1)) == "\\x00");
}

TEST_CASE("safe_text: what is not seen or turns a text around is escaped") {
  CHECK(printable("a\xE2\x80\xAEz") == "a\\xe2\\x80\\xaez");  // U+202E
  for (const std::string unseen :
       {"\xC2\xAD", "\xD8\x9C", "\xE1\xA0\x8E", "\xE2\x80\x8B", "\xE2\x80\x8F",
        "\xE2\x80\xA8", "\xE2\x80\xAA", "\xE2\x81\xA0", "\xE2\x81\xA6", "\xE2\x81\xAF",
        "\xEF\xBB\xBF", "\xEF\xBF\xB9", "\xEF\xBF\xBB", "\xF3\xA0\x80\x81",
        "\xF3\xA0\x81\xBF"}) {
    const auto shown = printable(unseen);
    CAPTURE(shown);
    CHECK(shown.size() == 4 * unseen.size());
  }
  for (const std::string seen :
       {"\xC2\xAE", "\xE2\x80\x8A", "\xE2\x80\x90", "\xE2\x80\xA7", "\xE2\x80\xAF",
        "\xE2\x81\x9F", "\xE2\x81\xB0", "\xEF\xBF\xBC", "\xD7\x90"}) {
    CAPTURE(seen);
    CHECK(printable(seen) == seen);
  }
}

TEST_CASE("safe_text: what is printable stays as it is") {
  std::string every;
  for (unsigned value = 0; value < 256; ++value)
    every += static_cast<char>(value);
  CHECK(printable(printable(every)) == printable(every));
}

TEST_CASE("safe_text: what is not UTF-8 is escaped byte by byte") {
  CHECK(printable("\xFF") == "\\xff");
  CHECK(printable("\x9B") == "\\x9b");
  CHECK(printable("\xC3") == "\\xc3");
  CHECK(printable("\xC3(") == "\\xc3(");
  CHECK(printable("\xE2\x82") == "\\xe2\\x82");
  CHECK(printable("\xC0\x8A") == "\\xc0\\x8a");
}

TEST_CASE(
    "safe_text: overlong forms, surrogates and what is beyond Unicode are no UTF-8") {
  CHECK(printable("\xE0\x9F\xBF") == "\\xe0\\x9f\\xbf");
  CHECK(printable("\xE0\xA0\x80") == "\xE0\xA0\x80");
  CHECK(printable("\xED\xA0\x80") == "\\xed\\xa0\\x80");
  CHECK(printable("\xED\x9F\xBF") == "\xED\x9F\xBF");
  CHECK(printable("\xF0\x8F\xBF\xBF") == "\\xf0\\x8f\\xbf\\xbf");
  CHECK(printable("\xF4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
}

TEST_CASE("safe_text: the size of UTF-8 ends at the first byte that does not belong") {
  CHECK(utf8_size("") == 0);
  CHECK(utf8_size("abc\n") == 4);
  CHECK(utf8_size("Z\xC3\xBCrich") == 7);
  CHECK(utf8_size("Z\xFCrich") == 1);
  CHECK(utf8_size("Z\xC3") == 1);
  CHECK(utf8_size("a\xE2\x80\xAE\x80z") == 4);
  CHECK(utf8_size("\xC0\xAF") == 0);
}

}  // namespace
}  // namespace tmss10
