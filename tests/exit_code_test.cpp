// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/verdict/exit_code.hpp>

#include <vector>

namespace tmss10 {
namespace {

TEST_CASE("exit_code: the numbers are those that scripts rely on, in order") {
  std::vector<int> numbers;
  for (const auto& meaning : exit_code_meanings()) {
    numbers.push_back(static_cast<int>(meaning.code));
  }
  CHECK(numbers ==
        std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 129, 130, 141, 143});
}

TEST_CASE("exit_code: each name has its number") {
  CHECK(static_cast<int>(exit_code::all_answered) == 0);
  CHECK(static_cast<int>(exit_code::not_all_answered) == 1);
  CHECK(static_cast<int>(exit_code::usage) == 2);
  CHECK(static_cast<int>(exit_code::name_not_found) == 3);
  CHECK(static_cast<int>(exit_code::refused) == 4);
  CHECK(static_cast<int>(exit_code::connect_timed_out) == 5);
  CHECK(static_cast<int>(exit_code::unreachable) == 6);
  CHECK(static_cast<int>(exit_code::proxy_unreachable) == 7);
  CHECK(static_cast<int>(exit_code::proxy_refused) == 8);
  CHECK(static_cast<int>(exit_code::no_responder) == 9);
  CHECK(static_cast<int>(exit_code::keys_differ) == 10);
  CHECK(static_cast<int>(exit_code::connection_lost) == 11);
  CHECK(static_cast<int>(exit_code::hung_up) == 129);
  CHECK(static_cast<int>(exit_code::interrupted) == 130);
  CHECK(static_cast<int>(exit_code::reader_gone) == 141);
  CHECK(static_cast<int>(exit_code::terminated) == 143);
}

TEST_CASE("exit_code: every one is explained") {
  for (const auto& meaning : exit_code_meanings()) {
    CAPTURE(static_cast<int>(meaning.code));
    CHECK(!meaning.when.empty());
  }
}

}  // namespace
}  // namespace tmss10
