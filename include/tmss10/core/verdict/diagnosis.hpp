// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/verdict/exit_code.hpp>

#include <string>

namespace tmss10 {

/// What the user is told of a failure.
struct diagnosis {
  std::string sentence;
  /// Who can mend it, and how.
  std::string hint;
  exit_code code = exit_code::usage;
};

[[nodiscard]] diagnosis diagnose(const failure& what);

}  // namespace tmss10
