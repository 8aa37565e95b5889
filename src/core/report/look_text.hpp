// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/ping_event.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace tmss10 {

struct look_style {
  /// Only what was found, in a sentence or two.
  bool quiet = false;
  bool verbose = false;
  /// Without what it means: a verdict on all that was found follows.
  bool facts_only = false;
  /// Where a sentence goes on in another line, unless a word is longer.
  std::size_t columns = 80;
};

/// What a look at the way found, in lines without their ends. None for other events.
/// Texts of peers are in it as they came.
[[nodiscard]] std::vector<std::string> look_lines(const ping_event& happened,
                                                  const look_style& style);

}  // namespace tmss10
