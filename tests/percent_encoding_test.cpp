// SPDX-License-Identifier: MIT
#include "core/base/percent_encoding.hpp"

#include "catch.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tmss10 {
namespace {

std::optional<std::string> percent_decoded_text(std::string_view text) {
  std::string out;
  if (!append_percent_decoded(text, out)) return std::nullopt;
  return out;
}

TEST_CASE("percent_encoding: every byte has a form with two hex digits, in either case") {
  constexpr std::string_view lower = "0123456789abcdef";
  constexpr std::string_view upper = "0123456789ABCDEF";
  for (std::size_t value = 0; value < 256; ++value) {
    const std::string byte(1, static_cast<char>(value));
    CAPTURE(value);
    for (const auto digits : {lower, upper}) {
      const std::string text{'%', digits[value / 16], digits[value % 16]};
      CHECK(percent_decoded_text(text) == byte);
    }
    if (value != '%') CHECK(percent_decoded_text(byte) == byte);
  }
}

TEST_CASE("percent_encoding: what was decoded is not decoded again") {
  CHECK(percent_decoded_text("%2541") == "%41");
  CHECK(percent_decoded_text("%25%32%35") == "%25");
  CHECK(percent_decoded_text("a+b") == "a+b");
}

TEST_CASE("percent_encoding: a '%' without two hex digits is refused") {
  for (const std::string text :
       {"%", "a%", "%4", "%4g", "%g4", "%-1", "% 1", "%%41", "%u0041", "a%zzb"}) {
    CAPTURE(text);
    CHECK_FALSE(percent_decoded_text(text));
  }
  CHECK_FALSE(percent_decoded_text(std::string_view("%4\0", 3)));
}

TEST_CASE("percent_encoding: the text is appended, in no more bytes than it has") {
  std::string out = "x";
  REQUIRE(append_percent_decoded("%41b", out));
  CHECK(out == "xAb");
  out.reserve(100);
  const auto* const storage = out.data();
  REQUIRE(append_percent_decoded(std::string(97, 'y'), out));
  CHECK(out.size() == 100);
  CHECK(out.data() == storage);
}

}  // namespace
}  // namespace tmss10
