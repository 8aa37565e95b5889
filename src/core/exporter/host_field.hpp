// SPDX-License-Identifier: MIT
#pragma once

#include <tmss10/core/base/target.hpp>

#include <optional>
#include <string_view>

namespace tmss10 {

/// Reads HOST[:PORT] as a Host field has it (RFC 9110, section 7.2): an IPv6 address is
/// in brackets, and the port may be empty (RFC 3986, section 3.2.3). None for anything
/// else.
[[nodiscard]] std::optional<target> read_host_field(std::string_view field);

}  // namespace tmss10
