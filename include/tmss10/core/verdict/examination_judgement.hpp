// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/findings.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tmss10 {

/// How a target stands after an examination.
enum class standing {
  /// All that was looked at works.
  works,
  /// It works, and something may surprise or cost time.
  works_with_remarks,
  /// Some of it works: some addresses, some pings, small packets.
  impaired,
  /// The run's own ways do not lead to a ping that is answered.
  broken,
  /// It was ended before anything was known.
  unknown,
};

/// What an examination means.
struct examination_judgement {
  standing is = standing::unknown;
  /// One to three whole sentences, the most important first. Texts of peers are in them
  /// as they came.
  std::vector<std::string> sentences = {};
  /// Whom to ask for what; empty if there is nothing to ask for.
  std::string advice = {};
};

/// Where two findings contradict each other, the sentences say so, and blame nobody.
[[nodiscard]] examination_judgement judge_findings(const findings& of);

/// Its name in formats for programs, as of the enumerator.
[[nodiscard]] std::string_view name_of(standing is);

}  // namespace tmss10
