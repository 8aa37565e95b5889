// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// The parts of an examination, in their order.
enum class examined_part { look_up, ways, path, sizes, pings };

/// Its name in formats for programs, as of the enumerator.
[[nodiscard]] constexpr std::string_view name_of(examined_part part) {
  switch (part) {
    case examined_part::look_up: return "look_up";
    case examined_part::ways: return "ways";
    case examined_part::path: return "path";
    case examined_part::sizes: return "sizes";
    case examined_part::pings: break;
  }
  return "pings";
}

}  // namespace tmss10
