// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/text_columns.hpp>

#include <string>

namespace tmss10 {
namespace {

TEST_CASE("text_columns: a character takes one column, two or none") {
  CHECK(columns_of("") == 0);
  CHECK(columns_of("server.example:5000") == 19);
  CHECK(columns_of("M\u00fcnchen") == 7);
  CHECK(columns_of("\u6771\u4eac") == 4);
  CHECK(columns_of("\ud55c\uae00") == 4);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("\U0001f5a7\U0001f600") == 4);
  CHECK(columns_of("\u2581\u2588") == 2);
}

TEST_CASE("text_columns: bytes that are no UTF-8 take one column each") {
  CHECK(columns_of("\xff") == 1);
  CHECK(columns_of("a\xe6\x9d") == 3);
  CHECK(columns_of("\x80\x80z") == 3);
}

TEST_CASE("text_columns: blanks fill a column, and a longer text breaks it") {
  CHECK(padded("ab", 4) == "ab  ");
  CHECK(padded("\u6771", 4) == "\u6771  ");
  CHECK(padded("abcde", 4) == "abcde");
  CHECK(right_aligned("ab", 4) == "  ab");
  CHECK(right_aligned("\u6771", 3) == " \u6771");
  CHECK(right_aligned("abcde", 4) == "abcde");
}

TEST_CASE("text_columns: a wide character is not cut in two") {
  CHECK(front_of("abc", 2) == "ab");
  CHECK(front_of("a\u6771b", 2) == "a");
  CHECK(front_of("a\u6771b", 3) == "a\u6771");
  CHECK(front_of("abc", 0).empty());
  CHECK(front_of("", 5).empty());
}

TEST_CASE("text_columns: a mark stays with its character") {
  CHECK(front_of("e\u0301x", 1) == "e\u0301");
}

TEST_CASE("text_columns: dots stand for the middle of a name that is too wide") {
  CHECK(without_middle("server.example", 14) == "server.example");
  CHECK(without_middle("server.example", 13) == "server..ample");
  CHECK(without_middle("server.example", 9) == "serv..ple");
  CHECK(without_middle("server.example", 5) == "se..e");
  CHECK(without_middle("server.example", 4) == "serv");
  CHECK(without_middle("server.example", 0).empty());
}

TEST_CASE("text_columns: no text is wider than its room") {
  const std::string name = "\u6771\u4eac-\u6771\u4eac.example:5000";
  for (std::size_t room = 0; room < 30; ++room) {
    CAPTURE(room);
    CHECK(columns_of(without_middle(name, room)) <= room);
    CHECK(columns_of(front_of(name, room)) <= room);
  }
}

}  // namespace
}  // namespace tmss10
