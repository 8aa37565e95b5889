// SPDX-License-Identifier: MIT
#include "core/exporter/module_source.hpp"

#include "catch.hpp"
#include "support/modules.hpp"
#include <tmss10/core/exporter/module_file.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using test::contains;
using test::module_error_in;
using test::module_errors_in;

struct source_row {
  std::string text;
  std::string message;
};

TEST_CASE("module_source: modules and keys have their lines, in the order of these") {
  const auto read = read_module_sources(
      "# x\n[modules.b]\nz = 1\n\na = [\n'x',\n2.50]\n[modules]\na.k = true\n");
  CHECK(read.faults.empty());
  REQUIRE(read.modules.size() == 2);
  const auto& a = read.modules[0];
  CHECK(a.name == "a");
  CHECK(a.line == 9);
  REQUIRE(a.entries.size() == 1);
  CHECK(a.entries[0].key == "k");
  CHECK(a.entries[0].line == 9);
  CHECK_FALSE(a.entries[0].is_array);
  REQUIRE(a.entries[0].values.size() == 1);
  CHECK(a.entries[0].values[0].is == module_value::kind::boolean);
  CHECK(a.entries[0].values[0].text == "true");
  const auto& b = read.modules[1];
  CHECK(b.line == 2);
  REQUIRE(b.entries.size() == 2);
  CHECK(b.entries[0].key == "z");
  CHECK(b.entries[0].line == 3);
  CHECK(b.entries[1].key == "a");
  CHECK(b.entries[1].line == 5);
  CHECK(b.entries[1].is_array);
  REQUIRE(b.entries[1].values.size() == 2);
  CHECK(b.entries[1].values[0].is == module_value::kind::text);
  CHECK(b.entries[1].values[0].text == "x");
  CHECK(b.entries[1].values[1].is == module_value::kind::number);
  CHECK(b.entries[1].values[1].text == "2.5");
}

TEST_CASE("module_source: only modules stand in the file") {
  const std::string only = "only [modules.NAME] may stand here, and its keys below it";
  const std::string name =
      ": the name of a module is up to 64 letters, digits, '.', '_' and '-'";
  for (const auto& [text, message] : std::vector<source_row>{
           {"kount = 3", "1: " + only},
           {"[other]\nx = 1", "1: " + only},
           {"[[modules]]\n", "1: modules is a table; write [modules.NAME]"},
           {"modules = 1", "1: modules is a table; write [modules.NAME]"},
           {"modules = []", "1: modules is a table; write [modules.NAME]"},
           {"[modules]\ncount = 3",
            "2: \"count\" is not a module; write [modules.NAME] "
            "before its keys"},
           {"[[modules.m]]\n",
            "1: \"m\" is not a module; write [modules.NAME] before its "
            "keys"},
           {"[modules.\"\"]", "1: \"\"" + name},
           {"[modules.'a b']", "1: \"a b\"" + name},
           {"[modules.'<script>']", "1: \"<script>\"" + name},
           {"[modules.\"\\u202e\"]", "1: \"\\xe2\\x80\\xae\"" + name},
           {"[modules.\"\\u0000\"]", "1: \"\\x00\"" + name},
           {"[modules.\"Z\\u00fcrich\"]", "1: \"Z\xC3\xBCrich\"" + name},
           {"[modules." + std::string(max_module_name_size + 1, 'a') + "]",
            "1: \"" + std::string(max_module_name_size, 'a') + "\"..." + name}}) {
    CAPTURE(text);
    CHECK(module_error_in(text) == "modules.toml:" + message);
  }
  CHECK(test::modules_in("[modules." + std::string(max_module_name_size, 'a') + "]")
            .size() == 2);
}

TEST_CASE("module_source: what was meant by a name at the wrong place is asked") {
  const std::string only = "only [modules.NAME] may stand here, and its keys below it";
  for (const auto& [text, message] : std::vector<source_row>{
           {"\n[module.tcp]\ncount = 3", "2: " + only + "; did you mean [modules.tcp]?"},
           {"[Modules.tcp]", "1: " + only + "; did you mean [modules.tcp]?"},
           {"[modles.'a.b']", "1: " + only + "; did you mean [modules.\"a.b\"]?"},
           {"[module]", "1: " + only + "; did you mean [modules.NAME]?"},
           {"[module.'a b']", "1: " + only + "; did you mean [modules.NAME]?"},
           {"[tcp]\nconnect-only = true", "1: " + only + "; did you mean [modules.tcp]?"},
           {"['a b']\nwatch = 1", "1: " + only},
           {"count = 3", "1: count belongs to no module: " + only},
           {"json = 3", "1: json belongs to no module: " + only},
           {"[modules.example.com]\ncount = 1",
            "1: module \"example\": a table belongs to no module; did you mean "
            "[modules.\"example.com\"]?"},
           {"[modules.www.example.com]\ncount = 1",
            "1: module \"www\": a table belongs to no module; did you mean "
            "[modules.\"www.example.com\"]?"}}) {
    CAPTURE(text);
    CHECK(module_error_in(text) == "modules.toml:" + message);
  }
  CHECK(module_errors_in("[module.b]\n[module.a]\n") ==
        test::words{"modules.toml:1: " + only + "; did you mean [modules.b]?",
                    "modules.toml:2: " + only + "; did you mean [modules.a]?"});
}

TEST_CASE("module_source: a name that is used twice has the line of its first use") {
  const std::string count = "module \"m\": count is there twice; the first is in line ";
  const std::string module = "module \"m\" is there twice; the first is in line ";
  for (const auto& [text, message] : std::vector<source_row>{
           {"[modules.m]\ncount = 1\n[modules.m]\n", "3: " + module + "1"},
           {"[modules.m]\n[modules.'m'] # x", "2: " + module + "1"},
           {"modules.m.count = 1\n[modules.m]\n", "2: " + module + "1"},
           {"[modules]\nm = {count = 1}\n\n[modules.m]\n", "4: " + module + "2"},
           {"[modules.a]\ncount = 1\n[modules.m]\ncount = 1\nsize = 1\ncount = 2\n",
            "6: " + count + "4"},
           {"[modules.m]\r\ncount = 1\r\n'count' = 2\r\n", "3: " + count + "2"},
           {"[modules]\nm.count = 1\nm.count = 2", "3: " + count + "2"},
           {"modules.m.count = 1\nmodules.m.count = 2", "2: " + count + "1"},
           {"[modules.m]\ncount = 1\n[modules.m.count]\n", "3: " + count + "2"},
           {"[modules.m]\nbuckets = [\n1\n]\nbuckets = [\n2]\n",
            "5: module \"m\": buckets is there twice; the first is in line 2"},
           {"[modules.m]\nSECRET = 1\nSECRET = 2\n",
            "3: module \"m\": this key is there twice; the first is in line 2"},
           {"[x]\na = 1\na = 2\n", "3: this name is there twice; the first is in line 2"},
       }) {
    CAPTURE(text);
    CHECK(module_error_in(text) == "modules.toml:" + message);
  }
  CHECK(test::modules_in("[modules.m]\n[modules.M]\n").size() == 3);
}

TEST_CASE("module_source: a name that is used twice in one line is named") {
  for (const std::string text :
       {"modules.m = {count = 1, count = 2}", "modules = {m = {count = 1, count = 2}}"})
    CHECK(module_error_in(text) == "modules.toml:1: count is there twice");
  CHECK(module_error_in("modules.m = {SECRET = 1, SECRET = 2}") ==
        "modules.toml:1: error while parsing key-value pair: cannot redefine existing "
        "integer");
}

TEST_CASE("module_source: an error of syntax has its line, and ends the reading") {
  CHECK(module_error_in("[modules.m]\ncount = 0\nport 1\n") ==
        "modules.toml:3: error while parsing key-value pair: expected '='");
  CHECK(module_error_in("[modules.m\n") ==
        "modules.toml:1: error while parsing table header: expected ']'");
  CHECK(module_error_in("[modules.m]\ncount = 99999999999999999999\n") ==
        "modules.toml:2: error while parsing decimal integer: the value is not one");
  CHECK(module_error_in("[modules.m]\ncount = \n").starts_with("modules.toml:2: error"));
}

TEST_CASE("module_source: what comes before TOML is checked first") {
  CHECK(module_error_in(std::string("[modules.m]\n\0", 13)) ==
        "modules.toml:2: the line contains a control character, \\x00");
  CHECK(module_error_in("a.b.c.d.e = 1") == "modules.toml:1: a key has too many parts");
  CHECK(module_error_in(std::string(max_module_file_size + 1, ' ')) ==
        "modules.toml: it is larger than 1 MiB");
  std::string many = "[modules]\n";
  for (std::size_t i = 0; i <= max_modules; ++i)
    many += "m" + std::to_string(i) + " = {}\n";
  CHECK(module_error_in(many) == "modules.toml:1: there are more than 1,000 modules");
}

TEST_CASE("module_source: no error has a secret") {
  for (const std::string text :
       {"sEcret",
        "user:sEcret",
        "sEcret = 1",
        "password = sEcret",
        "password = 'sEcret",
        "password = \"\\sEcret\"",
        "PASSWORD='sEcret'",
        "machine a login b password sEcret",
        "[sEcret",
        "\"sEcret\" = 1\n\"sEcret\" = 2",
        "[a]\nsEcret = 1\nsEcret = 2",
        "sEcret = 1\n[sEcret]",
        "sEcret.a = 1\nsEcret = 1",
        "a = tsEcret",
        "a = 1sEcret",
        "[modules.sEcret!]",
        "[modules.m]\nproxy = 'http://u:sEcret@p:x'",
        "[modules.m]\nproxy = 'http://u:sEcret@p/x'",
        "[modules.m]\nproxy = 'https://u:sEcret@p'",
        "[modules.m]\nproxy-header = 'A: sEcret'",
        "[modules.m]\nproxy-header = 'A: \xE2\x80\xAEsEcret'\nproxy='p'\nport=0",
        "[modules.m]\nproxy-header = ['A sEcret']\nproxy = 'p'",
        "[modules.m]\nserver = 'u:sEcret@h'",
        "[modules.m]\nSEcretsEcret = 1",
        "[modules.m]\nSEcretsEcret = 1\nSEcretsEcret = 2",
        "[modules.m]\nproxy-credentials = 'u:sEcret'\n"}) {
    CAPTURE(text);
    for (const auto& line : module_errors_in(text))
      CHECK_FALSE(contains(line, "sEcret"));
  }
}

}  // namespace
}  // namespace tmss10
