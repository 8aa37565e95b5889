// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/run/failure.hpp>
#include <tmss10/core/run/failure_cause.hpp>

#include <string_view>

namespace tmss10 {

/// Its name in formats for programs, as of the enumerator. Readers rely on these names:
/// they never change.
[[nodiscard]] std::string_view name_of(stage where);
[[nodiscard]] std::string_view name_of(cause what);

}  // namespace tmss10
