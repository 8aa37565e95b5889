// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace tmss10 {

/// Reads digits with at most one point, whatever the locale: "10", "0.5", ".5". None for
/// anything else.
[[nodiscard]] std::optional<double> read_decimal(std::string_view text);

}  // namespace tmss10
