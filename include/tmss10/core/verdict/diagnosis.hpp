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

/// The sentence for a place where the target is named already, as in a table: without the
/// target. One about a proxy begins with it: "proxy p:3128: connection refused".
[[nodiscard]] std::string sentence_without_target(const failure& what);

/// The sentence that this failure shares with those of other targets: without the target,
/// times, and what exactly came. "no answer to the connection request". A proxy and the
/// sender of an ICMP error are part of it.
[[nodiscard]] std::string common_sentence(const failure& what);

}  // namespace tmss10
