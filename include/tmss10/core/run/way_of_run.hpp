// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/findings.hpp>

#include <optional>

namespace tmss10 {

/// The way that a run takes which does not examine: of the addresses that connect, the
/// one that does so first when each is begun when the one before it fails, or after the
/// delay. What comes after the connection may fail all the same. Null if none connects.
[[nodiscard]] const tried_way* way_of_run(const findings& of);

/// The way that the verdict is about: that of the run, or else the one that says the most
/// of why there is none. Null without any.
[[nodiscard]] const tried_way* judged_way(const findings& of);

/// Why a run that does not examine would fail. None: it would not, or nothing is known
/// yet.
[[nodiscard]] std::optional<failure> failure_of_ways(const findings& of);

}  // namespace tmss10
