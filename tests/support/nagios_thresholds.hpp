// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/nagios_limit.hpp>

#include <optional>
#include <string>

namespace tmss10::test {

/// Those of --warn and --crit; none for an empty text.
inline nagios_thresholds thresholds_of(const std::string& warn,
                                       const std::string& crit = {}) {
  const auto read = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(parse_nagios_limit(text).value());
  };
  return {read(warn), read(crit)};
}

inline const nagios_thresholds usual_thresholds = thresholds_of("100,20%", "500,60%");

}  // namespace tmss10::test
