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
      "the name of a module is up to 64 letters, digits, '.', '_' and '-'";
  for (const auto& [text, message] : std::vector<source_row>{
           {"count = 3", "1: " + only},
           {"\n[module.tcp]\ncount = 3", "2: " + only},
           {"[[modules]]\n", "1: modules is a table; write [modules.NAME]"},
           {"modules = 1", "1: modules is a table; write [modules.NAME]"},
           {"modules = []", "1: modules is a table; write [modules.NAME]"},
           {"[modules]\ncount = 3",
            "2: \"count\" is not a module; write [modules.NAME] "
            "before its keys"},
           {"[[modules.m]]\n",
            "1: \"m\" is not a module; write [modules.NAME] before its "
            "keys"},
           {"[modules.\"\"]", "1: " + name},
           {"[modules.'a b']", "1: " + name},
           {"[modules.'<script>']", "1: " + name},
           {"[modules.\"\\u202e\"]", "1: " + name},
           {"[modules.\"\\u0000\"]", "1: " + name},
           {"[modules.\"Z\\u00fcrich\"]", "1: " + name},
           {"[modules." + std::string(max_module_name_size + 1, 'a') + "]",
            "1: " + name}}) {
    CAPTURE(text);
    CHECK(module_error_in(text) == "modules.toml:" + message);
  }
  CHECK(test::modules_in("[modules." + std::string(max_module_name_size, 'a') + "]")
            .size() == 2);
}

TEST_CASE("module_source: no name is used twice") {
  for (const std::string text :
       {"[modules.m]\ncount = 1\n[modules.m]\n", "[modules.m]\ncount = 1\ncount = 2\n",
        "[modules.m]\n[modules.'m']\n", "modules.m.count = 1\n[modules.m]\n"}) {
    CAPTURE(text);
    CHECK(contains(module_error_in(text), "cannot redefine existing"));
  }
  CHECK(test::modules_in("[modules.m]\n[modules.M]\n").size() == 3);
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
        "[modules.'sEcret!']",
        "[modules.m]\nproxy = 'http://u:sEcret@p:x'",
        "[modules.m]\nproxy = 'http://u:sEcret@p/x'",
        "[modules.m]\nproxy = 'https://u:sEcret@p'",
        "[modules.m]\nproxy-header = 'A: sEcret'",
        "[modules.m]\nproxy-header = 'A: \xE2\x80\xAEsEcret'\nproxy='p'\nport=0",
        "[modules.m]\nproxy-header = ['A sEcret']\nproxy = 'p'",
        "[modules.m]\nserver = 'u:sEcret@h'",
        "[modules.m]\nSEcretsEcret = 1",
        "[modules.m]\nproxy-credentials = 'u:sEcret'\n"}) {
    CAPTURE(text);
    for (const auto& line : module_errors_in(text))
      CHECK_FALSE(contains(line, "sEcret"));
  }
}

}  // namespace
}  // namespace tmss10
