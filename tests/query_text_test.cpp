// SPDX-License-Identifier: MIT
#include "core/exporter/query_text.hpp"

#include "catch.hpp"
#include <tmss10/core/base/safe_text.hpp>

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// "name=value|name=value|", or why there is none.
std::string parameters_of(std::string_view query) {
  const auto read = parse_query(query);
  if (!read) return "refused: " + read.error();
  std::string out;
  for (const auto& [name, value] : *read)
    out += name + "=" + value + "|";
  return out;
}

TEST_CASE("query_text: parameters are between '&', a name before the first '='") {
  CHECK(parameters_of("").empty());
  CHECK(parameters_of("a=b") == "a=b|");
  CHECK(parameters_of("a=b&c=d&a=e") == "a=b|c=d|a=e|");
  CHECK(parameters_of("&&a=b&&") == "a=b|");
  CHECK(parameters_of("a") == "a=|");
  CHECK(parameters_of("a=") == "a=|");
  CHECK(parameters_of("=b") == "=b|");
  CHECK(parameters_of("=") == "=|");
  CHECK(parameters_of("a=b=c") == "a=b=c|");
  CHECK(parameters_of("a;b=c") == "a;b=c|");
  CHECK(parameters_of("a=?#/") == "a=?#/|");
}

TEST_CASE("query_text: both sides are decoded, after they are taken apart") {
  CHECK(parameters_of("%61=%62") == "a=b|");
  CHECK(parameters_of("a%3Db=c%26d") == "a=b=c&d|");
  CHECK(parameters_of("a+b=c+d") == "a b=c d|");
  CHECK(parameters_of("a=c%2Bd") == "a=c+d|");
  CHECK(parameters_of("a=%2541") == "a=%41|");
  CHECK(parameters_of("a=%00%ff") == std::string("a=\0\xFF|", 5));
}

TEST_CASE("query_text: a '%' without two hex digits is refused with its place") {
  CHECK(parameters_of("%") ==
        "refused: parameter 1: a '%' has no two hex digits after it");
  CHECK(parameters_of("a=b&&c=%4") ==
        "refused: parameter 2: a '%' has no two hex digits after it");
  for (const std::string query : {"a=%", "%zz=a", "a=%4&1", "a=% 41", "a=%+41"}) {
    CAPTURE(query);
    CHECK(parameters_of(query).starts_with("refused: parameter 1: "));
  }
}

TEST_CASE("query_text: what is quoted can be printed, and is short") {
  CHECK(quoted_part("a") == "\"a\"");
  CHECK(quoted_part(std::string(100, 'a')) == "\"" + std::string(100, 'a') + "\"");
  CHECK(quoted_part(std::string(101, 'a')) ==
        "\"" + std::string(100, 'a') + "\" and so on");
  CHECK(quoted_part("a\n\x1b\xE2\x80\xAE") == "\"a\\x0a\\x1b\\xe2\\x80\\xae\"");
  CHECK(quoted_part(std::string(99, 'a') + "\xE2\x82\xAC") ==
        "\"" + std::string(99, 'a') + "\" and so on");
  const auto bytes = quoted_part(std::string(100'000, '\xFF'));
  CHECK(bytes.size() == 400 + std::string("\"\" and so on").size());
  CHECK(printable(bytes) == bytes);
}

}  // namespace
}  // namespace tmss10
