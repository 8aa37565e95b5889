// SPDX-License-Identifier: MIT
#include "core/exporter/module_text.hpp"

#include "catch.hpp"
#include <tmss10/core/exporter/module_file.hpp>

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// "LINE: message", or nothing.
std::string text_fault(std::string_view text) {
  const auto fault = fault_of_module_text(text);
  return fault ? std::to_string(fault->line) + ": " + fault->message : std::string();
}

TEST_CASE("module_text: TOML of a usual shape may be read") {
  for (const std::string text :
       {"", "\n", "\xEF\xBB\xBF[modules.a]\r\ncount = 3\r\n", "# Z\xC3\xBCrich\t...\n",
        "[modules.a]\nbuckets = [\n0.1, 0.2\n]\n", "modules.a.count = 1.5\n",
        "modules = {a = {buckets = [1]}}\n", "[[a]]\n", "a = \"........\"\n",
        "a = '..........'\n", "# ..........[[[[[[[[\n", "a = \"[[[[[[[[\"\n",
        "a = \"\\\"........\"\n", "a = '''\n......\n[[[[[['''\n",
        "a = \"\"\"\\\"\"\"......\"\"\"\n",
        "a = 1.0\nb = 2.0\nc = [1.0, 2.0, 3.0, 4.0]\n", "a = \"\"\nb = ''\n"}) {
    CAPTURE(text);
    CHECK(text_fault(text).empty());
  }
}

TEST_CASE("module_text: a control character is named with its line") {
  for (int c = 0; c < 0x20; ++c) {
    if (c == '\t' || c == '\n') continue;
    CAPTURE(c);
    const auto text = std::string("a = 1\n# ") + static_cast<char>(c) + "x\n";
    CHECK(text_fault(text).starts_with("2: the line contains a control character, \\x"));
  }
  CHECK(text_fault("a\x7f") == "1: the line contains a control character, \\x7f");
  CHECK(text_fault("\r") == "1: the line contains a control character, \\x0d");
  CHECK(text_fault("\r\r\n") == "1: the line contains a control character, \\x0d");
  CHECK(text_fault(std::string_view("\n\n\0", 3)) ==
        "3: the line contains a control character, \\x00");
}

TEST_CASE("module_text: what is not UTF-8 is named with its line") {
  CHECK(text_fault("a\n# Z\xFCrich") ==
        "2: the line is not UTF-8: it contains the byte \\xfc");
  for (const std::string bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3",
                                  "\x80", "\xF8\x88\x80\x80\x80"}) {
    CHECK(text_fault("# " + bytes).starts_with("1: the line is not UTF-8"));
  }
  CHECK(text_fault(std::string_view("\xFF\xFE[\0", 4)) ==
        "0: it is in UTF-16; save it as UTF-8");
  CHECK(text_fault("\xFE\xFF") == "0: it is in UTF-16; save it as UTF-8");
}

TEST_CASE("module_text: a text has a largest size") {
  CHECK(text_fault(std::string(max_module_file_size, '\n')).empty());
  CHECK(text_fault(std::string(max_module_file_size + 1, '\n')) ==
        "0: it is larger than 1 MiB");
}

TEST_CASE("module_text: what toml++ must not be given is named with its line") {
  CHECK(text_fault("\n[;]") == "2: a table has no name");
}

}  // namespace
}  // namespace tmss10
