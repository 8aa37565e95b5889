// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/options/ping_options.hpp>
#include <tmss10/core/verdict/run_outcome.hpp>

#include <optional>
#include <string>

namespace tmss10 {

/// The command that shows where on the way a connection failed, as the end of a hint.
/// Empty where --path would be of no use: through a proxy, to this machine, for a fault
/// of this machine's own, or on another system. None after --path and --examine: then
/// their own advice is better than any hint.
[[nodiscard]] std::optional<std::string> path_advice(const ping_options& options,
                                                     const run_outcome& outcome);

}  // namespace tmss10
