// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/report/page_verdict.hpp>
#include <tmss10/core/run/idle_limit.hpp>
#include <tmss10/core/run/packet_sizes.hpp>
#include <tmss10/core/run/path.hpp>

#include <optional>

namespace tmss10 {

/// What was found of the way, where that says more than why there was no connection. None
/// where it is open.
[[nodiscard]] std::optional<page_verdict> verdict_of_path(const path& way);
/// Of a way that is open, in a run that only looked at it.
[[nodiscard]] page_verdict verdict_of_open_path(const path& way);
[[nodiscard]] page_verdict verdict_of_sizes(const packet_sizes& sizes);
[[nodiscard]] page_verdict verdict_of_idle(const idle_range& idle);

}  // namespace tmss10
