// SPDX-License-Identifier: MIT
#include "core/exporter/toml_refusal.hpp"

#include "catch.hpp"

#include <string>

namespace tmss10 {
namespace {

TEST_CASE("toml_refusal: what was expected is said, what was found is not") {
  CHECK(toml_refusal("Error while parsing key: expected '=', saw 's'") ==
        "error while parsing key: expected '='");
  CHECK(toml_refusal("Error while parsing boolean: expected 'true', saw 'trsecret'") ==
        "error while parsing boolean: expected 'true'");
  CHECK(toml_refusal("Error while parsing date: expected month between 1 and 12 "
                     "(inclusive), saw 13") ==
        "error while parsing date: expected month between 1 and 12 (inclusive)");
  CHECK(toml_refusal("Error while parsing string: encountered end-of-file") ==
        "error while parsing string: encountered end-of-file");
}

TEST_CASE("toml_refusal: nothing that is quoted is left, nor what follows it") {
  CHECK(toml_refusal("Error while parsing table header: cannot redefine existing string "
                     "'secret' as table") ==
        "error while parsing table header: cannot redefine existing string");
  CHECK(
      toml_refusal("Error while parsing key: cannot redefine existing table 'a'secret") ==
      "error while parsing key: cannot redefine existing table");
  CHECK(toml_refusal("Error while parsing key: cannot redefine existing table 'secret") ==
        "error while parsing key: cannot redefine existing table");
  CHECK(toml_refusal("Error while parsing decimal integer: '123' is not representable as "
                     "a signed 64-bit integer") ==
        "error while parsing decimal integer: the value is not one");
}

TEST_CASE("toml_refusal: an unknown form says nothing of the text") {
  for (const std::string text :
       {"", "secret", "Error while parsing ", "Error while parsing secret",
        "Error: secret", "error while parsing key: secret"}) {
    CAPTURE(text);
    CHECK(toml_refusal(text) == "this is not TOML");
  }
}

TEST_CASE("toml_refusal: a refusal can be printed") {
  CHECK(toml_refusal("Error while parsing key: a\x1b\n\xFF") ==
        "error while parsing key: a\\x1b\\x0a\\xff");
}

}  // namespace
}  // namespace tmss10
