// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

namespace tmss10 {

/// Lets this process have as many descriptors as the system allows it: many systems give
/// it 1,024 as long as it does not ask. Returns how many it may have in all; none where
/// there is no such limit.
std::optional<std::size_t> raise_descriptor_limit();

/// How many of the first so many descriptors are open.
[[nodiscard]] std::size_t open_descriptors(std::size_t among);

}  // namespace tmss10
