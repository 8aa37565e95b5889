// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace tmss10::soak {

/// Throws std::runtime_error with these words unless it holds.
void must(bool holds, const char* otherwise);

/// Lets this process have as many descriptors as the system allows. Throws
/// std::runtime_error when these are not more than `count`.
void allow_descriptors(std::size_t count);

}  // namespace tmss10::soak
