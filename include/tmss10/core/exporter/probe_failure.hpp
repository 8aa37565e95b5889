// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/verdict/run_outcome.hpp>

#include <optional>
#include <string_view>

namespace tmss10 {

/// Why a probe failed, as labels of a metric. Both are from closed sets, so that they
/// make no more time series than there are kinds of failure.
struct probe_failure {
  /// As name_of(stage) has it; "none" if it failed at none of them.
  std::string_view stage;
  /// As name_of(cause) has it, or, where nothing more is known:
  /// "limit_exceeded": a threshold of the module was exceeded;
  /// "pings_lost": some pings were not answered;
  /// "stopped": the exporter was stopped meanwhile;
  /// "local": something is wrong on this machine.
  std::string_view cause;
};

/// None for a probe that succeeded.
[[nodiscard]] std::optional<probe_failure> failure_of(const run_outcome& outcome);

}  // namespace tmss10
