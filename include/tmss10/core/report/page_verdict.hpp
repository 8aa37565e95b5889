// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/run_record.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// How bad it is.
enum class page_tone {
  good,
  warning,
  bad,
  /// Nobody knows: the run, or what it looked for, ended before there was a result.
  unknown,
};

/// What a report begins with. Texts of peers are in it as they came.
struct page_verdict {
  page_tone tone = page_tone::unknown;
  /// What is wrong or, if nothing is, what was found, in a few sentences; then what got
  /// worse since an earlier run.
  std::string sentence = {};
  /// Whom to ask for what; empty if there is nothing to ask for.
  std::string advice = {};
  /// What is remarkable besides, a sentence or two each.
  std::vector<std::string> remarks = {};
  /// The run waited until the target is down, and it is: that is good news of the run,
  /// and not of the target.
  bool is_awaited = false;
};

[[nodiscard]] page_verdict page_verdict_of(const run_record& record,
                                           const run_outcome& outcome);

/// Its name in formats for programs, as of the enumerator.
[[nodiscard]] std::string_view name_of(page_tone tone);

}  // namespace tmss10
