// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include <tmss10/core/exporter/file_fault.hpp>

#include <string>
#include <vector>

namespace tmss10 {
namespace {

using fault_lines = std::vector<std::string>;

std::vector<file_fault> faults_in_lines(std::size_t count) {
  std::vector<file_fault> out;
  for (std::size_t line = count; line > 0; --line)
    out.push_back({line, "x"});
  return out;
}

TEST_CASE("file_fault: faults are told in the order of their lines") {
  CHECK(lines_of_faults({}, "f").empty());
  CHECK(lines_of_faults({{3, "c"}, {1, "a"}, {3, "d"}, {0, "whole"}}, "f\n") ==
        fault_lines{"f\\x0a: whole", "f\\x0a:1: a", "f\\x0a:3: c", "f\\x0a:3: d"});
}

TEST_CASE("file_fault: twenty faults are told, and how many more there are") {
  CHECK(lines_of_faults(faults_in_lines(20), "f").size() == 20);
  const auto lines = lines_of_faults(faults_in_lines(22), "f");
  REQUIRE(lines.size() == max_file_faults + 1);
  CHECK(lines.front() == "f:1: x");
  CHECK(lines.back() == "f: 2 more lines are wrong");
}

TEST_CASE("file_fault: a warning says that it is one") {
  CHECK(lines_of_warnings({}, "f").empty());
  CHECK(lines_of_warnings({{2, "b"}, {1, "a"}}, "f\n") ==
        fault_lines{"f\\x0a:1: warning: a", "f\\x0a:2: warning: b"});
  CHECK(lines_of_warnings(faults_in_lines(20), "f").size() == 20);
  const auto lines = lines_of_warnings(faults_in_lines(21), "f");
  REQUIRE(lines.size() == max_file_faults + 1);
  CHECK(lines[19] == "f:20: warning: x");
  CHECK(lines.back() == "f: warning: 1 more is left out");
}

}  // namespace
}  // namespace tmss10
