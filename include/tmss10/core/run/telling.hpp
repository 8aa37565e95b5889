// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/icmp_error.hpp>

#include <optional>
#include <system_error>

namespace tmss10 {

/// How much a failed attempt to connect to an address says about the way to the host: an
/// answer from the host itself the most, one from this machine the least. For comparisons
/// alone.
[[nodiscard]] int telling(std::error_code error, const std::optional<icmp_error>& icmp);

}  // namespace tmss10
