// SPDX-License-Identifier: MIT
#include "core/exporter/toml_shape.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>

namespace tmss10 {
namespace {

/// "LINE: message", or nothing.
std::string shape_fault(std::string_view text) {
  const auto fault = fault_of_toml_shape(text);
  return fault ? std::to_string(fault->line) + ": " + fault->message : std::string();
}

TEST_CASE("toml_shape: a key has few parts, wherever it stands") {
  const std::string message = "a key has too many parts";
  CHECK(shape_fault("a.b.c.d = 1\n").empty());
  CHECK(shape_fault("a.b.c.d.e = 1\n") == "1: " + message);
  CHECK(shape_fault("\n[a.b.c.d.e]\n") == "2: " + message);
  CHECK(shape_fault("[[a.b.c.d.e]]\n") == "1: " + message);
  CHECK(shape_fault("a . b . c . d . e = 1\n") == "1: " + message);
  CHECK(shape_fault("\"a\".'b'.\"c\".'d'.e = 1\n") == "1: " + message);
  CHECK(shape_fault("x = {a.b.c.d.e = 1}\n") == "1: " + message);
  CHECK(shape_fault("x = [\n{y = 1, a.b.c.d.e = 1}]\n") == "2: " + message);
}

TEST_CASE("toml_shape: few brackets are open at once") {
  const std::string message = "too many brackets are open";
  CHECK(shape_fault("a = [[[[]]]]\n").empty());
  CHECK(shape_fault("a = [[[[[]]]]]\n") == "1: " + message);
  CHECK(shape_fault("a = {b={c={d={e={}}}}}\n") == "1: " + message);
  CHECK(shape_fault("a = [\n[\n[\n[\n{") == "5: " + message);
  CHECK(shape_fault("]]]]]]\na = [[[[]]]]\n").empty());
}

TEST_CASE("toml_shape: only comments and strings of one line have more than ASCII") {
  const std::string message =
      "what is not ASCII may stand in a comment and after KEY = in a text of one line; "
      "elsewhere write it as \\uXXXX";
  for (const std::string text : {"k\xC3\xBC = 1",
                                 "\xC3\xBC = 1",
                                 "a = \xC3\xBC",
                                 "a = 1\xC2\xA0",
                                 "[a\xC3\xBC]",
                                 "a = \"x\"\xC3\xBC",
                                 "a.\xE2\x82\xAC = 1",
                                 "a = [\xF0\x9F\x98\x80]",
                                 " \xEF\xBB\xBF[a]",
                                 "a = +'\xC3\xBC'",
                                 "a = 1 '\xC3\xBC'",
                                 "a = 'b''\xC3\xBC'",
                                 "a = 'b' \"\xC3\xBC\"",
                                 "a = ]'\xC3\xBC'",
                                 "a = +'''\n\xC3\xBC'''",
                                 "'\xC3\xBC' = 1",
                                 "a = \"\"\"\n\xC3\xBC\"\"\"",
                                 "a = \"\"\"\\\n  \xC3\xBC\"\"\"",
                                 "a = '''\xC3\xBC'''",
                                 "['\xC3\xBC']",
                                 "a.'\xC3\xBC' = 1",
                                 "a = ['\xC3\xBC']",
                                 "a = {b = '\xC3\xBC'}",
                                 "a = 0['\xC3\xBC'",
                                 "'a' = '\xC3\xBC'",
                                 "= '\xC3\xBC'",
                                 "a = = '\xC3\xBC'",
                                 "a = b = '\xC3\xBC'",
                                 "a '\xC3\xBC'",
                                 "+a = '\xC3\xBC'"}) {
    CAPTURE(text);
    CHECK(shape_fault(text) == "1: " + message);
  }
  CHECK(shape_fault("a = [\nb = '\xC3\xBC'") == "2: " + message);
  for (const std::string text : {"a = '\xF0\x9F\x98\x80'", "a = 1 # \xC3\xBC",
                                 "a-B_1 . c=\t\"\xC3\xBC\" # \xC3\xBC",
                                 "# \xC3\xBC\n\ta = '\xC3\xBC'\r\nb = '\xC3\xBC'",
                                 "a = '''b'''\nb = '\xC3\xBC'"}) {
    CAPTURE(text);
    CHECK(shape_fault(text).empty());
  }
}

TEST_CASE("toml_shape: a table has a name") {
  for (const std::string text :
       {"[", "[[", "[;a]", "[\n", "[]", "[[]]", "[ ]", "[.a]", "[=]", "[#", "[ [a]]",
        "[[ [a]]]", "\t[ \t", "[{a}]", "[+a]", "\xEF\xBB\xBF[;]", "[\xC3\xBC]"}) {
    CAPTURE(text);
    CHECK(shape_fault(text) == "1: a table has no name");
  }
  CHECK(shape_fault("a = 1\n\n  [;]") == "3: a table has no name");
  CHECK(shape_fault("# x\r\n [;]") == "2: a table has no name");
  for (const std::string text :
       {"[a]", "[[a]]", " [ \t'a' ]", "[[ \"a\" ]]", "[-]", "[_]", "[0]", "[A]", "a = []",
        "a = [\n[], []\n]", "a = [\n[;]]", "a = '''\n[;]'''", "a = 1 [;]", "# [;]"}) {
    CAPTURE(text);
    CHECK(shape_fault(text).empty());
  }
}

TEST_CASE("toml_shape: no string hides what stands after it") {
  const std::string deep = "a.b.c.d.e = 1\n";
  const std::string message = "a key has too many parts";
  for (const std::string before :
       {"x = \"a\"\n", "x = \"a\\\"\"\n", "x = \"a\\\\\"\n", "x = 'a\\'\n", "x = \"\"\n",
        "x = ''\n", "x = \"\"\"a\"\"\"\n", "x = \"\"\"a\"\"\"\"\n",
        "x = \"\"\"a\"\"\"\"\"\n", "x = \"\"\"a\\\"\"\"\"\n", "x = '''a''''\n",
        "x = '''a'''''\n", "x = \"\"\"\"\"\"\n", "x = ''''''\n", "x = 1 # '\n",
        "x = 1 # \"\"\"\n", "\"\" = 1\n"}) {
    CAPTURE(before);
    CHECK(shape_fault(before + deep) == "2: " + message);
  }
}

TEST_CASE("toml_shape: a string without an end goes nowhere") {
  for (const std::string text : {"\"", "'", "\"\"\"", "'''", "\"\\", "\"\"\"\\",
                                 "a = \"x", "a = '''x\n''", "\"\"\"\"\"", "'\n"}) {
    CAPTURE(text);
    CHECK(shape_fault(text).empty());
  }
}

}  // namespace
}  // namespace tmss10
