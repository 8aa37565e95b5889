// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// Whether a text is an IPv6 address, or the stand-in of one ("ipv6-1").
[[nodiscard]] constexpr bool is_ipv6_text(std::string_view address) {
  return address.find(':') != std::string_view::npos || address.starts_with("ipv6-");
}

}  // namespace tmss10
