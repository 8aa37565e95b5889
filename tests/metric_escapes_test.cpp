// SPDX-License-Identifier: MIT
#include "core/metrics/metric_escapes.hpp"

#include "catch.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tmss10 {
namespace {

/// A text, and what is left of it in a label.
using escaped_texts = std::vector<std::pair<std::string, std::string>>;

const std::string replacement_text = "\xEF\xBF\xBD";

TEST_CASE("metric_escapes: what would end a value is escaped") {
  for (const auto& [text, escaped] : escaped_texts{{"", ""},
                                                   {"a b", "a b"},
                                                   {"a\"} 1\nb{", "a\\\"} 1\\nb{"},
                                                   {"\\", "\\\\"},
                                                   {"\\n", "\\\\n"},
                                                   {"\\\"", "\\\\\\\""}}) {
    CAPTURE(text);
    CHECK(metric_escapes(text, quotes::escaped) == escaped);
  }
}

TEST_CASE("metric_escapes: quotes stay as they are in a help text of Prometheus") {
  CHECK(metric_escapes("a \"b\" \\ \n", quotes::plain) == "a \"b\" \\\\ \\n");
}

TEST_CASE("metric_escapes: UTF-8 and control characters stay as they are") {
  const std::string text =
      std::string(1, '\0') + "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\x01\t\r\x7F";
  CHECK(metric_escapes(text, quotes::escaped) == text);
}

TEST_CASE("metric_escapes: what is no UTF-8 is replaced, a byte at a time") {
  for (const auto& [text, escaped] : escaped_texts{
           {"\xFF", replacement_text},
           {"a\xFF"
            "b",
            "a" + replacement_text + "b"},
           {"\xC3", replacement_text},                         // cut off
           {"\xC0\x80", replacement_text + replacement_text},  // overlong NUL
           {"\xED\xA0\x80",
            replacement_text + replacement_text + replacement_text},  // a surrogate
           {"\xF4\x90\x80\x80\n", replacement_text + replacement_text + replacement_text +
                                      replacement_text + "\\n"},  // above U+10FFFF
           {"\x80\"", replacement_text + "\\\""}}) {
    CAPTURE(text);
    CHECK(metric_escapes(text, quotes::escaped) == escaped);
  }
}

TEST_CASE("metric_escapes: no byte ends a value before its quote") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes{static_cast<char>(first), static_cast<char>(second)};
      const auto text = metric_escapes(bytes, quotes::escaped);
      bool is_escaped = false;
      bool is_open = true;
      for (const char c : text) {
        is_open = is_open && c != '\n' && (is_escaped || c != '"');
        is_escaped = !is_escaped && c == '\\';
      }
      if (is_escaped || !is_open) {
        CAPTURE(first, second);
        FAIL("it ends early");
      }
    }
  }
  SUCCEED("none does");
}

}  // namespace
}  // namespace tmss10
