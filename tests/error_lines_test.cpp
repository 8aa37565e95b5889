// SPDX-License-Identifier: MIT
#include "core/options/error_lines.hpp"

#include "catch.hpp"

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using text_lines = std::vector<std::string>;

TEST_CASE("error_lines: each error has the file and its line") {
  error_lines errors("sites.txt", 20);
  CHECK(errors.empty());
  errors.add(7, "a");
  errors.add("b");
  CHECK_FALSE(errors.empty());
  CHECK(errors.take() == text_lines{"sites.txt:7: a", "sites.txt: b"});
}

TEST_CASE("error_lines: those beyond the limit are counted") {
  for (const std::size_t count : {2, 3, 4}) {
    error_lines errors("f", 2);
    for (std::size_t i = 1; i <= count; ++i)
      errors.add(i, "x");
    text_lines expected{"f:1: x", "f:2: x"};
    if (count == 3) expected.emplace_back("f: 1 more line is wrong");
    if (count == 4) expected.emplace_back("f: 2 more lines are wrong");
    CHECK(errors.take() == expected);
  }
}

TEST_CASE("error_lines: an error of the whole file is never left out") {
  error_lines errors("f", 1);
  errors.add(1, "x");
  errors.add(2, "y");
  errors.add("whole");
  CHECK(errors.take() == text_lines{"f:1: x", "f: whole", "f: 2 more lines are wrong"});
}

TEST_CASE("error_lines: a file's name can be printed") {
  error_lines errors("a\x1b\nb\xE2\x80\xAE", 1);
  errors.add(1, "x");
  CHECK(errors.take() == text_lines{"a\\x1b\\x0ab\\xe2\\x80\\xae:1: x"});
}

}  // namespace
}  // namespace tmss10
