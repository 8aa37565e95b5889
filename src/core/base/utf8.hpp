// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tmss10 {

/// The bytes of one UTF-8 sequence at the front of `text` (RFC 3629); 0: there is none.
[[nodiscard]] std::size_t sequence_size(std::string_view text);

/// The code point of a whole sequence (RFC 3629, section 3).
[[nodiscard]] std::uint32_t code_point(std::string_view sequence);

struct code_range {
  std::uint32_t first;
  std::uint32_t last;
};

}  // namespace tmss10
