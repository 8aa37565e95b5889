// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/error_of.hpp"
#include "support/hex.hpp"
#include <tmss10/core/wire/greeting.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

using test::error_of;
using test::from_hex;
using test::to_hex;

const bytes ready = from_hex("544d535331300100");

TEST_CASE("greeting: it is what the protocol has") {
  CHECK(to_hex(make_greeting(greeting_status::ready)) == "544d535331300100");
  CHECK(to_hex(make_greeting(greeting_status::busy)) == "544d535331300101");
}

TEST_CASE("greeting: it is right so far until it is whole") {
  for (std::size_t length = 0; length < greeting_size; ++length) {
    CAPTURE(length);
    CHECK(check_greeting(bytes_view(ready).first(length)) == false);
  }
  CHECK(check_greeting(ready) == true);
}

TEST_CASE("greeting: bytes after the eighth are not looked at") {
  CHECK(check_greeting(test::joined(ready, bytes(100, std::byte{0xFF}))) == true);
}

TEST_CASE("greeting: a wrong byte is refused as soon as it is there") {
  for (std::size_t position = 0; position < greeting_size; ++position) {
    for (unsigned value = 0; value < 256; ++value) {
      bytes wrong = ready;
      wrong[position] = static_cast<std::byte>(value);
      if (wrong == ready) continue;
      const errc expected = position < 6    ? errc::not_a_greeting
                            : position == 6 ? errc::unsupported_version
                            : value == 1    ? errc::busy
                                            : errc::undefined_status;
      for (std::size_t length = position + 1; length <= greeting_size; ++length) {
        CAPTURE(position, value, length);
        REQUIRE(error_of(check_greeting(bytes_view(wrong).first(length))) == expected);
      }
    }
  }
}

TEST_CASE("greeting: the first wrong byte decides") {
  const std::vector<std::pair<std::string, errc>> rows{
      {"544d535331310201", errc::not_a_greeting},
      {"544d535331300201", errc::unsupported_version},
      {"544d535331300001", errc::unsupported_version},
      {"746d737331300100", errc::not_a_greeting},
  };
  for (const auto& [hex, expected] : rows) {
    CAPTURE(hex);
    CHECK(error_of(check_greeting(from_hex(hex))) == expected);
  }
}

TEST_CASE("greeting: every errc") {
  CHECK(error_of(check_greeting(view_of("SSH-2.0"))) == errc::not_a_greeting);
  CHECK(error_of(check_greeting(from_hex("544d5353313002"))) ==
        errc::unsupported_version);
  CHECK(error_of(check_greeting(from_hex("544d535331300101"))) == errc::busy);
  CHECK(error_of(check_greeting(from_hex("544d535331300102"))) == errc::undefined_status);
}

}  // namespace
}  // namespace tmss10
