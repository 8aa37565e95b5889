// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace tmss10 {

/// What an address is, judging by its text, or by its stand-in in a redacted report. An
/// address is as plain_address() has it; other notations are not known here.

/// Whether it is a loopback address, or the stand-in of one ("ipv4-loopback-1").
[[nodiscard]] constexpr bool is_loopback_text(std::string_view address) {
  return address.starts_with("127.") || address == "::1" ||
         address.starts_with("ipv4-loopback-") || address.starts_with("ipv6-loopback-");
}

/// Whether it is 0.0.0.0 or ::, or the stand-in of one ("ipv6-unspecified-1"). Systems
/// connect to these as to this machine itself (RFC 1122, section 3.2.1.3).
[[nodiscard]] constexpr bool is_unspecified_text(std::string_view address) {
  return address == "0.0.0.0" || address == "::" ||
         address.starts_with("ipv4-unspecified-") ||
         address.starts_with("ipv6-unspecified-");
}

}  // namespace tmss10
