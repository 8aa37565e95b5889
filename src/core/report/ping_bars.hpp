// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string_view>

namespace tmss10 {

/// The bar of a round-trip time beside the longest one that is shown with it: one that is
/// twice as high took twice as long. A block element (U+2581 to U+2588), or an ASCII
/// character.
[[nodiscard]] std::string_view bar_of(std::chrono::nanoseconds time,
                                      std::chrono::nanoseconds longest,
                                      bool block_elements);

}  // namespace tmss10
