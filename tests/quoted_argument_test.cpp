// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/base/quoted_argument.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {
namespace {

/// What CommandLineToArgvW makes of an argument, by Microsoft's rules ("Parsing C++
/// command-line arguments"): 2n backslashes before a quotation mark are n of them, one
/// more makes the mark a character, and others are themselves.
std::vector<std::string> arguments_of(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool in_quotes = false;
  bool has_word = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto next = std::min(line.find_first_not_of('\\', i), line.size());
    const auto backslashes = next - i;
    const bool before_mark = next < line.size() && line[next] == '"';
    if (backslashes > 0) {
      word.append(before_mark ? backslashes / 2 : backslashes, '\\');
      has_word = true;
      i = next - 1;
      if (before_mark && backslashes % 2 == 1) {
        word += '"';
        ++i;
      }
    } else if (before_mark) {
      in_quotes = !in_quotes;
      has_word = true;
    } else if (!in_quotes && (line[i] == ' ' || line[i] == '\t')) {
      if (has_word) out.push_back(word);
      word.clear();
      has_word = false;
    } else {
      word += line[i];
      has_word = true;
    }
  }
  if (has_word) out.push_back(word);
  return out;
}

TEST_CASE("quoted_argument: what needs no quotes has none") {
  CHECK(quoted_argument("--port") == "--port");
  CHECK(quoted_argument("C:\\Keys\\site.key") == "C:\\Keys\\site.key");
  CHECK(quoted_argument("h\xC3\xB6st") == "h\xC3\xB6st");
}

TEST_CASE("quoted_argument: blanks and nothing at all need quotes") {
  CHECK(quoted_argument("") == R"("")");
  CHECK(quoted_argument("C:\\Program Files\\x.exe") == R"("C:\Program Files\x.exe")");
  CHECK(quoted_argument("a\tb") == "\"a\tb\"");
}

TEST_CASE("quoted_argument: backslashes double before a quotation mark alone") {
  CHECK(quoted_argument("C:\\My Keys\\") == R"("C:\My Keys\\")");
  CHECK(quoted_argument("a\"b") == R"("a\"b")");
  CHECK(quoted_argument("a\\\"b") == R"("a\\\"b")");
  CHECK(quoted_argument("\\\\server\\my share") == R"("\\server\my share")");
}

TEST_CASE("quoted_argument: any argument comes back as it was") {
  constexpr std::string_view characters = "\\\" \tab";
  constexpr std::size_t longest = 5;
  std::vector<std::string> all{""};
  for (std::size_t begin = 0, length = 0; length < longest; ++length) {
    const auto end = all.size();
    for (; begin < end; ++begin)
      for (const char c : characters)
        all.push_back(all[begin] + c);
  }
  for (const auto& argument : all) {
    if (arguments_of("x " + quoted_argument(argument) + " y") ==
        std::vector<std::string>{"x", argument, "y"})
      continue;
    CAPTURE(argument);
    FAIL(quoted_argument(argument));
  }
}

}  // namespace
}  // namespace tmss10
