// SPDX-License-Identifier: MIT
#pragma once

#include "../catch.hpp"
#include <tmss10/core/options/target_file.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace tmss10::test {

/// The targets of a file that is right.
inline std::vector<target_entry> targets_in(const std::string& text,
                                            const ping_options& common = {}) {
  CAPTURE(text);
  const auto read = parse_target_file(text, "sites.txt", common);
  CAPTURE(read ? std::string() : read.error().front());
  REQUIRE(read);
  return *read;
}

/// What is wrong with a file that is wrong. Whatever it is, each error must be one line
/// without anything that a terminal obeys.
inline std::vector<std::string> errors_in(const std::string& text,
                                          const ping_options& common = {}) {
  CAPTURE(text);
  const auto read = parse_target_file(text, "sites.txt", common);
  REQUIRE_FALSE(read);
  REQUIRE_FALSE(read.error().empty());
  for (const auto& line : read.error()) {
    CAPTURE(line);
    CHECK(line.starts_with("sites.txt:"));
    CHECK(std::none_of(line.begin(), line.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    }));
  }
  return read.error();
}

/// The one error of a file.
inline std::string error_in(const std::string& text, const ping_options& common = {}) {
  const auto all = errors_in(text, common);
  CHECK(all.size() == 1);
  return all.front();
}

inline std::vector<std::string> names_of(const std::vector<target_entry>& targets) {
  std::vector<std::string> out;
  for (const auto& target : targets)
    out.push_back(target.name);
  return out;
}

}  // namespace tmss10::test
