// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/loss_kinds.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <string>

namespace tmss10 {

/// Why pings of a target were not answered: "no reply in 5.00 s"; of several kinds of
/// losses, how many of each: "no reply in 5.00 s (2), not sent: connection refused (3)".
/// With an explanation in the outcome, that. Empty if there is nothing to say.
[[nodiscard]] std::string loss_text(const run_outcome& outcome, const loss_kinds& losses);

/// The same without what differs from target to target: "no reply in time, not sent". The
/// explanation is left to failure_groups.
[[nodiscard]] std::string common_loss_text(const run_outcome& outcome,
                                           const loss_kinds& losses);

}  // namespace tmss10
