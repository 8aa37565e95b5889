// SPDX-License-Identifier: MIT
#pragma once

#include "../catch.hpp"
#include "arguments.hpp"
#include <tmss10/core/base/safe_text.hpp>
#include <tmss10/core/exporter/module_file.hpp>

#include <string>
#include <vector>

namespace tmss10::test {

/// The modules of a file that is right.
inline std::vector<probe_module> modules_in(const std::string& text) {
  CAPTURE(text);
  const auto read = parse_module_file(text);
  CAPTURE(read.faults.empty() ? std::string() : read.faults.front().message);
  REQUIRE(read.faults.empty());
  return read.modules;
}

/// A module of that file by its name.
inline probe_module module_in(const std::string& text, const std::string& name) {
  const auto all = modules_in(text);
  const auto* found = find_module(all, name);
  REQUIRE(found != nullptr);
  return *found;
}

/// A module with these lines.
inline probe_module module_of(const std::string& lines) {
  return module_in("[modules.m]\n" + lines + "\n", "m");
}

/// What is wrong with a file that is wrong. Whatever it is, each error must be one line
/// that can be printed.
inline std::vector<std::string> module_errors_in(const std::string& text) {
  CAPTURE(text);
  const auto lines = lines_of_faults(parse_module_file(text).faults, "modules.toml");
  REQUIRE_FALSE(lines.empty());
  for (const auto& line : lines) {
    CAPTURE(line);
    CHECK(line.starts_with("modules.toml:"));
    CHECK(printable(line) == line);
  }
  return lines;
}

/// The one error of a file.
inline std::string module_error_in(const std::string& text) {
  const auto all = module_errors_in(text);
  CHECK(all.size() == 1);
  return all.front();
}

}  // namespace tmss10::test
