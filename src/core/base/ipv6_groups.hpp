// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tmss10 {

/// The eight numbers of an IPv6 address.
using ipv6_groups = std::array<std::uint16_t, 8>;

/// Reads an address that reason_not_ipv6 finds nothing wrong with, without a zone.
[[nodiscard]] ipv6_groups groups_of_ipv6(std::string_view address);

/// The address in the form that RFC 5952, section 4, recommends: "2001:db8::7".
[[nodiscard]] std::string text_of_ipv6(const ipv6_groups& groups);

}  // namespace tmss10
