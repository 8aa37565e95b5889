// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/findings.hpp>

#include <string>
#include <vector>

namespace tmss10::test {

/// An examination in which something was found, with the name that docs/testing.md has
/// for it.
struct examined_situation {
  std::string name;
  findings found;
};

[[nodiscard]] std::vector<examined_situation> situations_of_names();
[[nodiscard]] std::vector<examined_situation> situations_of_connecting();
[[nodiscard]] std::vector<examined_situation> situations_of_sessions();
[[nodiscard]] std::vector<examined_situation> situations_of_proxies();
[[nodiscard]] std::vector<examined_situation> situations_that_work();
[[nodiscard]] std::vector<examined_situation> situations_in_contradiction();
[[nodiscard]] std::vector<examined_situation> situations_cut_short();

/// All of these, in that order.
[[nodiscard]] std::vector<examined_situation> examined_situations();

}  // namespace tmss10::test
