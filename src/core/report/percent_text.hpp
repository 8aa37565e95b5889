// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/statistics.hpp>

#include <string>

namespace tmss10 {

/// A share in up to 3 digits. It is 100 only when it is all, which `is_all` says.
[[nodiscard]] std::string percent_text(double percent, bool is_all);

/// How much of the decided pings was lost or could not be sent: "45", "0.02".
[[nodiscard]] std::string loss_percent_text(const statistics& totals);

}  // namespace tmss10
